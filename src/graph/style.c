/* Size by strength, colour by type. The colours are those of Okabe and Ito and of Paul Tol's «muted» set: told apart by nearly all people
   with a colour vision deficiency.

   A type that is not listed has a colour of `others` that its name is hashed to, so that it mostly looks the same in all networks. Where two
   types of a network meet on one, the second in code points' order takes the next free one; when `others` has none left, one of a listed type
   that this network does not have. Only beyond that do types share a colour. */
#include "graph/style.h"

#include "actornet/measure.h"
#include "base/alloc.h"
#include "base/error.h"
#include "graph/table.h"

#include <math.h>

/* A type before the types that it is a beginning of. */
static const struct {
    const char *type;
    an_colour colour;
} listed[] = {
    {"person", {230, 159, 0}},                      /* orange */
    {"organization", {0, 114, 178}},                /* blue */
    {"organization/armed-group", {213, 94, 0}},     /* vermilion */
    {"organization/intelligence", {204, 121, 167}}, /* reddish purple */
    {"location", {68, 170, 153}},                   /* teal */
    {"location/country", {17, 119, 51}},            /* green */
    {"other", {136, 136, 136}},                     /* grey */
};

static const an_colour others[] = {
    {51, 34, 136}, {136, 204, 238}, {221, 204, 119}, {136, 34, 85}, {170, 68, 153}, {153, 153, 51}, {204, 102, 119}, {102, 17, 0},
};

enum { LISTED = sizeof listed / sizeof *listed, OTHERS = sizeof others / sizeof *others };
static const uint32_t UNDECIDED = UINT32_MAX;

static const double SMALLEST = 10, LARGEST = 60;

/* Row of `listed` or AN_NONE. */
static size_t row_of(an_str type)
{
    size_t found = AN_NONE;

    for (size_t i = 0; i < LISTED; i++) {
        an_str start = an_str_of(listed[i].type);
        if (an_str_starts(type, start) && (type.len == start.len || type.ptr[start.len] == '/'))
            found = i;
    }
    return found;
}

an_str an_style_group(an_str type)
{
    size_t row, slash;

    if (type.len == 0 || type.ptr[0] == '/')
        return AN_LIT("other");
    if ((row = row_of(type)) != AN_NONE)
        return an_str_of(listed[row].type);
    slash = an_str_find_byte(type, 0, '/');
    return slash == (size_t)-1 ? type : an_str_sub(type, 0, slash);
}

/* All colours have a number: those of `others`, then the listed ones. */
static an_colour colour_at(uint32_t number)
{
    return number < OTHERS ? others[number] : listed[number - OTHERS].colour;
}

/* Of `others`. */
static uint32_t preferred(an_str group)
{
    uint32_t hash = 2166136261u; /* FNV-1a */

    for (size_t i = 0; i < group.len; i++)
        hash = (hash ^ (unsigned char)group.ptr[i]) * 16777619u;
    return (hash ^ hash >> 16) % OTHERS;
}

/* The first colour from `wanted` on that is free, or `wanted` when none is. */
static uint32_t next_free(const bool *taken, uint32_t wanted)
{
    for (uint32_t i = 0; i < OTHERS; i++)
        if (!taken[(wanted + i) % OTHERS])
            return (wanted + i) % OTHERS;
    for (uint32_t i = OTHERS; i < OTHERS + LISTED; i++)
        if (!taken[i])
            return i;
    return wanted;
}

/* Give each group its number: what is listed, who has the wanted colour for itself or comes first, then the rest. */
static void allot(an_map *groups, const uint32_t *order)
{
    bool taken[OTHERS + LISTED] = {false};

    for (uint32_t i = 0; i < groups->count; i++) {
        uint32_t k = order[i];
        size_t row = row_of(groups->keys[k]);
        groups->values[k] = row != AN_NONE ? OTHERS + (uint32_t)row : preferred(groups->keys[k]);
        if (taken[groups->values[k]])
            groups->values[k] = UNDECIDED;
        else
            taken[groups->values[k]] = true;
    }
    for (uint32_t i = 0; i < groups->count; i++)
        if (groups->values[order[i]] == UNDECIDED) {
            uint32_t number = next_free(taken, preferred(groups->keys[order[i]]));
            groups->values[order[i]] = number;
            taken[number] = true;
        }
}

an_status an_palette_make(an_palette *palette, const an_network *net, an_error *err)
{
    size_t type = an_network_column(net, AN_NODES, "type");
    uint32_t *order;

    for (size_t i = 0; i < an_network_size(net, AN_NODES); i++)
        if (an_map_intern(&palette->groups, an_style_group(an_network_string(net, AN_NODES, i, type)), NULL) == AN_MAP_NONE)
            return an_fail_nomem(err);
    if (palette->groups.count == 0)
        return AN_OK;
    if (!(order = an_map_order(&palette->groups)))
        return an_fail_nomem(err);
    allot(&palette->groups, order);
    an_free(order);
    return AN_OK;
}

void an_palette_clear(an_palette *palette)
{
    an_map_clear(&palette->groups);
}

an_colour an_palette_colour(const an_palette *palette, an_str type)
{
    uint32_t group = an_map_find(&palette->groups, an_style_group(type));

    return group == AN_MAP_NONE ? colour_at(OTHERS + LISTED - 1) : colour_at(palette->groups.values[group]);
}

/* Sum of the weights of a node's links; loops do not count. */
static double *strengths(const an_network *net)
{
    size_t column = an_network_weight_column(net);
    double *sum = an_alloc(an_network_size(net, AN_NODES) * sizeof *sum);

    for (size_t i = 0; sum && i < an_network_size(net, AN_EDGES); i++)
        if (net->from[i] != net->to[i]) {
            double weight = an_network_weight(net, column, i);
            sum[net->from[i]] += weight;
            sum[net->to[i]] += weight;
        }
    return sum;
}

static an_status columns(an_network *net, size_t column[4], an_error *err)
{
    static const char *const names[] = {"size", "r", "g", "b"};

    for (size_t i = 0; i < 4; i++)
        an_network_drop_column(net, AN_NODES, names[i]); /* before an index is taken: it moves the others */
    for (size_t i = 0; i < 4; i++) {
        an_status st = an_network_add_column(net, AN_NODES, names[i], i ? AN_TYPE_INT : AN_TYPE_DOUBLE, &column[i], err);
        if (st != AN_OK)
            return st;
    }
    return AN_OK;
}

an_status an_network_style(an_network *net, an_error *err)
{
    size_t column[4], count = an_network_size(net, AN_NODES), type;
    double *strength = strengths(net), most = 0;
    an_palette palette = {0};
    an_status st;

    if (!strength)
        return an_fail_nomem(err);
    for (size_t i = 0; i < count; i++)
        most = strength[i] > most && isfinite(strength[i]) ? strength[i] : most;
    if ((st = an_palette_make(&palette, net, err)) == AN_OK)
        st = columns(net, column, err);
    type = an_network_column(net, AN_NODES, "type");
    for (size_t i = 0; st == AN_OK && i < count; i++) {
        double part = most > 0 && strength[i] > 0 ? fmin(strength[i] / most, 1) : 0;
        an_colour colour = an_palette_colour(&palette, an_network_string(net, AN_NODES, i, type));
        an_network_set_double(net, AN_NODES, i, column[0], an_round9(SMALLEST + (LARGEST - SMALLEST) * sqrt(part)));
        an_network_set_int(net, AN_NODES, i, column[1], colour.r);
        an_network_set_int(net, AN_NODES, i, column[2], colour.g);
        an_network_set_int(net, AN_NODES, i, column[3], colour.b);
    }
    an_palette_clear(&palette);
    an_free(strength);
    return st;
}
