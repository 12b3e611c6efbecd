/* Size by strength, colour by type. The colours are those of Okabe and Ito and of Paul Tol's «muted» set: told apart by nearly all people
   with a colour vision deficiency. */
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

static const an_colour palette[] = {
    {51, 34, 136}, {136, 204, 238}, {221, 204, 119}, {136, 34, 85}, {170, 68, 153}, {153, 153, 51}, {204, 102, 119}, {102, 17, 0},
};

static const double SMALLEST = 10, LARGEST = 60;

/* Row of `listed` or AN_NONE. */
static size_t row_of(an_str type)
{
    size_t found = AN_NONE;

    for (size_t i = 0; i < sizeof listed / sizeof *listed; i++) {
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

an_colour an_style_colour(an_str type)
{
    an_str group = an_style_group(type);
    size_t row = row_of(group);
    uint32_t hash = 2166136261u; /* FNV-1a */

    if (row != AN_NONE)
        return listed[row].colour;
    for (size_t i = 0; i < group.len; i++)
        hash = (hash ^ (unsigned char)group.ptr[i]) * 16777619u;
    return palette[(hash ^ hash >> 16) % (sizeof palette / sizeof *palette)];
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
    an_status st;

    if (!strength)
        return an_fail_nomem(err);
    for (size_t i = 0; i < count; i++)
        most = strength[i] > most && isfinite(strength[i]) ? strength[i] : most;
    st = columns(net, column, err);
    type = an_network_column(net, AN_NODES, "type");
    for (size_t i = 0; st == AN_OK && i < count; i++) {
        double part = most > 0 && strength[i] > 0 ? fmin(strength[i] / most, 1) : 0;
        an_colour colour = an_style_colour(an_network_string(net, AN_NODES, i, type));
        an_network_set_double(net, AN_NODES, i, column[0], an_round9(SMALLEST + (LARGEST - SMALLEST) * sqrt(part)));
        an_network_set_int(net, AN_NODES, i, column[1], colour.r);
        an_network_set_int(net, AN_NODES, i, column[2], colour.g);
        an_network_set_int(net, AN_NODES, i, column[3], colour.b);
    }
    an_free(strength);
    return st;
}
