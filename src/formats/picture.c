/* SVG, PNG and PDF by Graphviz's programs: sfdp finds the places, neato draws what stands here down to the last position. All text comes
   from documents, so it is written as labels only, never as a tooltip, link or HTML. A picture shows a part that can be read and says so.

       title          60 of 3,104 actors, with their strongest ties
       ties           below the circles, grey, as thick as they are strong
       circles        as large as their ties are strong, coloured by type
       labels         below their circles, on a little white
       legend         colours, then what a line means

   Lengths are points, y grows upwards. */
#include "base/alloc.h"
#include "base/map.h"
#include "formats/escape.h"
#include "formats/format.h"
#include "formats/lettering.h"
#include "formats/placement.h"
#include "formats/svg.h"
#include "graph/style.h"
#include "graph/table.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <time.h>

enum { LABELS_MAX = 400, LABELS_OF_MANY = 150, GROUPS_MAX = 15 };

static const double POINTS = 72, NARROWEST = 500, MARGIN = 14;
static const double TITLE = 17, SMALL = 10, LEGEND = 11, ROW = 18;

typedef struct group {
    an_str name;
    an_colour colour;
    size_t count;
} group;

typedef struct picture {
    const an_network *net;
    an_selection selection;
    an_palette palette;
    an_place *places;
    group *groups; /* kinds of actors that are drawn, the most frequent first */
    size_t group_count;
    double left, right, top, bottom; /* of what is drawn */
    an_buf dot;
} picture;

/* Sizes --------------------------------------------------------------------------------------------------------------------------- */

static bool measure(picture *p)
{
    const an_selection *s = &p->selection;
    double most = s->node_count ? s->strength[0] : 1;
    size_t labels = s->node_count > LABELS_MAX ? LABELS_OF_MANY : s->node_count;
    an_buf scratch = {0};

    for (size_t i = 0; i < s->node_count; i++) {
        an_place *place = &p->places[i];
        double part = most > 0 ? sqrt(s->strength[i] / most) : 0;
        place->diameter = 11 + 35 * part;
        if (i < labels) {
            an_lettering room;
            an_buf_reset(&scratch);
            place->font_size = an_round9(9.5 + 5.5 * part);
            room = an_lettering_add(&scratch, an_network_label(p->net, s->nodes[i]), place->font_size);
            place->label_width = room.width;
            place->label_height = room.height;
        }
        place->width = fmax(place->diameter, place->label_width) + 4;
        place->height = place->diameter + (place->font_size > 0 ? place->label_height + 2 : 0) + 4;
    }
    an_buf_clear(&scratch);
    return !scratch.failed;
}

static void find_bounds(picture *p)
{
    p->left = p->bottom = INFINITY;
    p->right = p->top = -INFINITY;
    for (size_t i = 0; i < p->selection.node_count; i++) {
        const an_place *place = &p->places[i];
        p->left = fmin(p->left, place->x - place->width / 2);
        p->right = fmax(p->right, place->x + place->width / 2);
        p->bottom = fmin(p->bottom, place->y - place->height / 2);
        p->top = fmax(p->top, place->y + place->height / 2);
    }
    if (p->selection.node_count == 0)
        p->left = p->bottom = p->right = p->top = 0;
    if (p->right - p->left < NARROWEST) {
        double more = (NARROWEST - (p->right - p->left)) / 2;
        p->left -= more;
        p->right += more;
    }
}

/* Colours ------------------------------------------------------------------------------------------------------------------------- */

/* By type; a network without types may bring colours of its own. */
static an_colour colour_of(const picture *p, size_t node)
{
    const an_network *net = p->net;
    size_t type = an_network_column(net, AN_NODES, "type");
    size_t r = an_network_column(net, AN_NODES, "r"), g = an_network_column(net, AN_NODES, "g"), b = an_network_column(net, AN_NODES, "b");
    double red = an_network_double(net, AN_NODES, node, r), green = an_network_double(net, AN_NODES, node, g);
    double blue = an_network_double(net, AN_NODES, node, b);

    if (type == AN_NONE && red >= 0 && red <= 255 && green >= 0 && green <= 255 && blue >= 0 && blue <= 255)
        return (an_colour){(uint8_t)red, (uint8_t)green, (uint8_t)blue};
    return an_palette_colour(&p->palette, an_network_string(net, AN_NODES, node, type));
}

static int by_count(const void *a, const void *b)
{
    const group *x = a, *y = b;

    return x->count != y->count ? (x->count < y->count) - (x->count > y->count) : an_str_compare(x->name, y->name);
}

static an_status find_groups(picture *p, an_error *err)
{
    const an_map *all = &p->palette.groups;
    size_t type = an_network_column(p->net, AN_NODES, "type");

    if (type == AN_NONE)
        return AN_OK;
    if (!(p->groups = an_alloc((all->count + 1) * sizeof *p->groups)))
        return an_fail_nomem(err);
    for (size_t i = 0; i < p->selection.node_count; i++) {
        an_str full = an_network_string(p->net, AN_NODES, p->selection.nodes[i], type), name = an_style_group(full);
        group *mine = &p->groups[an_map_find(all, name)];
        *mine = (group){name, an_palette_colour(&p->palette, full), mine->count + 1};
    }
    qsort(p->groups, all->count, sizeof *p->groups, by_count);
    while (p->group_count < all->count && p->groups[p->group_count].count > 0)
        p->group_count++;
    return AN_OK;
}

/* The drawing --------------------------------------------------------------------------------------------------------------------- */

static void add_at(an_buf *out, double x, double y)
{
    an_buf_add_text(out, "pos=\"");
    an_buf_add_double(out, x);
    an_buf_add_char(out, ',');
    an_buf_add_double(out, y);
    an_buf_add_char(out, '"');
}

/* Quoted: Graphviz does not know exponents outside quotes. */
static void add_number(an_buf *out, const char *name, double value)
{
    an_buf_addf(out, ", %s=\"", name);
    an_buf_add_double(out, value);
    an_buf_add_char(out, '"');
}

static void add_size(an_buf *out, double width, double height)
{
    add_number(out, "width", width / POINTS);
    add_number(out, "height", height / POINTS);
}

static void add_circle(an_buf *out, const char *name, size_t index, double x, double y, double diameter, an_colour colour)
{
    an_buf_addf(out, "%s%zu [shape=circle, style=filled, label=\"\", color=white, penwidth=1, fillcolor=\"#%02x%02x%02x\", ", name, index,
                colour.r, colour.g, colour.b);
    add_at(out, x, y);
    add_size(out, diameter, diameter);
    an_buf_add_text(out, "];\n");
}

/* A line of ours that starts at `left`. `value` is escaped already. */
static void add_line(an_buf *out, const char *name, double left, double y, double width, double font_size, const char *colour,
                     const char *font, an_str value)
{
    an_buf_addf(out, "%s [shape=none, margin=0, fontname=\"%s\", fontcolor=\"%s\", ", name, font, colour);
    add_at(out, left + width / 2, y);
    add_size(out, width, font_size * 1.3);
    add_number(out, "fontsize", font_size);
    an_buf_add_text(out, ", label=");
    an_dot_add_quoted(out, value);
    an_buf_add_text(out, "];\n");
}

/* 3104 → "3,104". */
static void add_count(an_buf *out, size_t number)
{
    char digits[32];
    int length = snprintf(digits, sizeof digits, "%zu", number);

    for (int i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0)
            an_buf_add_char(out, ',');
        an_buf_add_char(out, digits[i]);
    }
}

static void add_noun(an_buf *out, size_t number, const char *one)
{
    add_count(out, number);
    an_buf_addf(out, number == 1 ? " %s" : " %ss", one);
}

/* "60 of 3,104 actors drawn, their strongest ties", or "12 actors, 30 links". */
static void add_title_text(an_buf *out, const picture *p)
{
    const an_selection *s = &p->selection;
    size_t nodes = an_network_size(p->net, AN_NODES), edges = an_network_size(p->net, AN_EDGES);

    if (s->node_count == 0) {
        an_buf_add_text(out, "No links found");
    } else if (s->node_count < nodes) {
        add_count(out, s->node_count);
        an_buf_add_text(out, " of ");
        add_noun(out, nodes, "actor");
        an_buf_add_text(out, s->cut ? " drawn, their strongest ties" : " drawn; the others have no link");
    } else {
        add_noun(out, nodes, "actor");
        an_buf_add_text(out, s->cut ? " and the strongest " : ", ");
        if (s->cut)
            add_count(out, s->tie_count);
        an_buf_add_text(out, s->cut ? " of " : "");
        add_noun(out, edges, "link");
    }
}

static void add_title(picture *p)
{
    an_buf text = {0};
    double width = p->right - p->left;

    add_title_text(&text, p);
    an_buf_add_text(&text, "\\l");
    p->top += MARGIN + TITLE;
    add_line(&p->dot, "title", p->left, p->top, width, TITLE, "#222222", AN_FONT, an_buf_str(&text));
    p->dot.failed |= text.failed;
    an_buf_clear(&text);
}

/* "organization/armed-group" → "armed group". */
static void add_group_name(an_buf *out, an_str name)
{
    size_t slash = an_str_find_byte(name, 0, '/');
    an_buf plain = {0};

    an_buf_add(&plain, slash == (size_t)-1 ? name : an_str_sub(name, slash + 1, name.len));
    for (size_t i = 0; i < plain.len; i++)
        if (plain.ptr[i] == '-' || plain.ptr[i] == '_')
            plain.ptr[i] = ' ';
    an_lettering_add(out, an_buf_str(&plain), LEGEND);
    out->failed |= plain.failed;
    an_buf_clear(&plain);
}

/* Where the next words of the legend go: on in the row, or into the next one. */
static void make_room(const picture *p, double *x, double *y, double width)
{
    if (*x > p->left && *x + width > p->right) {
        *x = p->left;
        *y -= ROW;
    }
}

static void add_key(picture *p, size_t i, double *x, double *y)
{
    an_buf text = {0};
    char name[32];
    double width;

    add_group_name(&text, p->groups[i].name);
    width = an_lettering_width(an_buf_str(&text), LEGEND) + 4;
    make_room(p, x, y, width + 16);
    add_circle(&p->dot, "k", i, *x + 6, *y, 11, p->groups[i].colour);
    snprintf(name, sizeof name, "g%zu", i);
    an_buf_add_text(&text, "\\l");
    add_line(&p->dot, name, *x + 16, *y, width, LEGEND, "#333333", AN_FONT, an_buf_str(&text));
    *x += width + 34;
    p->dot.failed |= text.failed;
    an_buf_clear(&text);
}

/* Colours in rows below the drawing. */
static void add_legend(picture *p)
{
    double x = p->left, y = p->bottom - MARGIN - ROW;
    size_t shown = p->group_count > GROUPS_MAX ? GROUPS_MAX : p->group_count;

    for (size_t i = 0; i < shown; i++)
        add_key(p, i, &x, &y);
    if (shown < p->group_count) {
        char rest[48];
        double width;
        snprintf(rest, sizeof rest, "and %zu more\\l", p->group_count - shown);
        width = an_lettering_width(an_str_of(rest), LEGEND);
        make_room(p, &x, &y, width);
        add_line(&p->dot, "more", x, y, width, LEGEND, "#333333", AN_FONT, an_str_of(rest));
    }
    if (p->group_count)
        y -= ROW;
    p->bottom = y;
}

static void add_meaning(picture *p)
{
    static const char ours[] = AN_MEANING ".\\l";
    static const char others[] = "A line is a link of the network that was read.\\l";
    static const char sizes[] = "Thicker line: stronger tie. Larger circle: stronger ties in all.\\l";
    double width = p->right - p->left;

    add_line(&p->dot, "meaning", p->left, p->bottom, width, SMALL, "#555555", AN_FONT, an_str_of(an_is_ours(p->net) ? ours : others));
    if (p->selection.node_count)
        add_line(&p->dot, "sizes", p->left, p->bottom - SMALL * 1.5, width, SMALL, "#555555", AN_FONT, an_str_of(sizes));
}

static void add_ties(picture *p)
{
    const an_selection *s = &p->selection;
    bool directed = an_network_directed(p->net);
    double most = s->tie_count ? s->ties[0].weight : 1;
    double widest = 1.5 + fmin(4.5, log2(1 + most)); /* where the strongest tie is weak, no line is thick */

    for (size_t i = s->tie_count; i > 0; i--) { /* the strong ones on top */
        const an_tie *tie = &s->ties[i - 1];
        double width = 0.6 + (widest - 0.6) * (most > 0 ? sqrt(tie->weight / most) : 0);
        const char *colour = width > 3.5 ? "#74879ab0" : width > 2 ? "#8b9aaa90" : "#a3afbb90";
        an_buf_addf(&p->dot, "c%zu %s c%zu [color=\"%s\"", tie->a, directed ? "->" : "--", tie->b, colour);
        add_number(&p->dot, "penwidth", an_round9(width));
        an_buf_add_text(&p->dot, "];\n");
    }
}

static void add_actors(picture *p)
{
    const an_selection *s = &p->selection;
    an_buf text = {0};

    for (size_t i = 0; i < s->node_count; i++) {
        const an_place *place = &p->places[i];
        add_circle(&p->dot, "c", i, place->x, place->y + place->height / 2 - 2 - place->diameter / 2, place->diameter,
                   colour_of(p, s->nodes[i]));
    }
    for (size_t i = 0; i < s->node_count; i++) {
        const an_place *place = &p->places[i];
        if (place->font_size <= 0)
            continue;
        an_buf_reset(&text);
        an_lettering_add(&text, an_network_label(p->net, s->nodes[i]), place->font_size);
        an_buf_addf(&p->dot, "l%zu [shape=box, style=filled, penwidth=0, fillcolor=\"#ffffffa8\", color=\"#ffffff00\", margin=0, ", i);
        add_at(&p->dot, place->x, place->y - place->height / 2 + 2 + place->label_height / 2);
        add_size(&p->dot, place->label_width, place->label_height);
        add_number(&p->dot, "fontsize", place->font_size);
        an_buf_add_text(&p->dot, ", fontname=\"" AN_FONT "\", fontcolor=\"#111111\", label=");
        an_dot_add_quoted(&p->dot, an_buf_str(&text));
        an_buf_add_text(&p->dot, "];\n");
    }
    p->dot.failed |= text.failed;
    an_buf_clear(&text);
}

static void compose(picture *p)
{
    an_buf_addf(&p->dot,
                "%s actors {\ngraph [bgcolor=white, outputorder=edgesfirst, splines=line, pad=0.25];\nnode [fixedsize=true];\n"
                "edge [arrowsize=0.5];\n",
                an_network_directed(p->net) ? "digraph" : "graph");
    add_actors(p);
    add_ties(p);
    add_title(p);
    add_legend(p);
    add_meaning(p);
    an_buf_add_text(&p->dot, "}\n");
}

/* Running ------------------------------------------------------------------------------------------------------------------------- */

static const char fewer[] = "draw fewer actors (--draw-nodes)";

static an_status find_program(an_buf *program, const char *name, an_error *err)
{
    return an_spawn_find(program, name)
               ? AN_OK
               : an_fail(err, AN_ERR_PROGRAM, "Graphviz's program '%s' is not installed (apt install graphviz)", name);
}

static an_status place(picture *p, unsigned seconds, const an_observer *watch, an_error *err)
{
    an_buf program = {0};
    an_status st = AN_OK;

    if (!measure(p))
        return an_fail_nomem(err);
    if (p->selection.node_count && (st = find_program(&program, "sfdp", err)) == AN_OK)
        st = an_placement_make(p->places, &p->selection, &(an_spawn){.program = program.ptr, .seconds = seconds, .watch = watch, .advice = fewer},
                               err);
    an_buf_clear(&program);
    find_bounds(p);
    return st;
}

static an_status render(picture *p, an_buf *out, const char *kind, unsigned seconds, const an_observer *watch, an_error *err)
{
    const char *arguments[] = {"-n2", strcmp(kind, "svg") == 0 ? "-Tsvg" : strcmp(kind, "png") == 0 ? "-Tpng" : "-Tpdf", "-Gdpi=144", NULL};
    an_buf program = {0}, complaint = {0};
    an_spawn spawn = {.arguments = arguments, .input = an_buf_str(&p->dot), .seconds = seconds, .watch = watch, .advice = fewer};
    an_status st;

    if (strcmp(kind, "png") != 0)
        arguments[2] = NULL; /* the others have no dots */
    if (p->dot.failed)
        return an_fail_nomem(err);
    st = find_program(&program, "neato", err);
    spawn.program = program.ptr;
    if (st == AN_OK)
        st = an_spawn_run(&spawn, out, &complaint, err);
    if (st == AN_OK && out->len == 0)
        st = an_fail(err, AN_ERR_PROGRAM, "'%s' gave nothing", program.ptr);
    an_buf_clear(&program);
    an_buf_clear(&complaint);
    return st;
}

/* What another program could not do is told with what it was for. */
static an_status cannot_draw(const char *path, an_status st, an_error *err)
{
    an_error why = err ? *err : (an_error){0};

    return st == AN_ERR_PROGRAM ? an_fail(err, st, "cannot draw '%s': %s; the GraphML and tables are unaffected", path, why.message) : st;
}

/* PDF files hold the time of their making: digits of the same number take its place. */
static void drop_time(an_buf *pdf)
{
    static const char *const marks[] = {"/CreationDate (D:", "/ModDate (D:"};

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t at = an_str_find(an_buf_str(pdf), 0, an_str_of(marks[i]));
        if (at == (size_t)-1)
            continue;
        for (at += strlen(marks[i]); at < pdf->len && pdf->ptr[at] >= '0' && pdf->ptr[at] <= '9'; at++)
            pdf->ptr[at] = '0';
    }
}

/* What the mouse shows over a circle or line of an SVG: the whole label, the weight. `title` is the name in our drawing. */
static bool describe(an_buf *out, an_str title, void *payload)
{
    const picture *p = payload;
    const an_selection *s = &p->selection;
    char name[64] = "";
    size_t a, b;

    snprintf(name, sizeof name, "%.*s", title.len > 60 ? 60 : (int)title.len, title.ptr);
    if (sscanf(name, "c%zu%*[-&#;0-9>gt]c%zu", &a, &b) == 2 && a < s->node_count && b < s->node_count) {
        an_xml_add_text(out, an_network_label(p->net, s->nodes[a]));
        an_buf_add_text(out, an_network_directed(p->net) ? " → " : " – ");
        an_xml_add_text(out, an_network_label(p->net, s->nodes[b]));
        return true;
    }
    if (name[0] == 'c' && sscanf(name + 1, "%zu", &a) == 1 && a < s->node_count) {
        an_xml_add_text(out, an_network_label(p->net, s->nodes[a]));
        return true;
    }
    return false;
}

static unsigned seconds_left(unsigned limit, const struct timespec *start)
{
    struct timespec now;
    time_t gone;

    clock_gettime(CLOCK_MONOTONIC, &now);
    gone = now.tv_sec - start->tv_sec;
    return limit == 0 ? 0 : gone + 1 >= (time_t)limit ? 1 : limit - (unsigned)gone;
}

an_status an_picture_write(an_buf *out, const an_network *net, const char *kind, const char *path, const an_write_options *options,
                           const an_observer *watch, an_error *err)
{
    picture p = {.net = net};
    struct timespec start;
    an_buf drawn = {0};
    an_status st;

    clock_gettime(CLOCK_MONOTONIC, &start);
    if ((st = an_selection_make(&p.selection, net, options->draw_nodes, options->draw_links, err)) != AN_OK ||
        (st = an_palette_make(&p.palette, net, err)) != AN_OK)
        goto done;
    if (!(p.places = an_alloc((p.selection.node_count + 1) * sizeof *p.places))) {
        st = an_fail_nomem(err);
        goto done;
    }
    if ((st = place(&p, options->time_limit, watch, err)) != AN_OK)
        goto done;
    if ((st = find_groups(&p, err)) != AN_OK)
        goto done;
    compose(&p);
    if ((st = render(&p, &drawn, kind, seconds_left(options->time_limit, &start), watch, err)) != AN_OK)
        goto done;
    if (strcmp(kind, "svg") == 0) {
        an_svg_clean(out, an_buf_str(&drawn), describe, &p);
    } else {
        drop_time(&drawn);
        an_buf_add(out, an_buf_str(&drawn));
    }
    st = out->failed ? an_fail_nomem(err) : AN_OK;

done:
    an_selection_clear(&p.selection);
    an_palette_clear(&p.palette);
    an_free(p.groups);
    an_free(p.places);
    an_buf_clear(&p.dot);
    an_buf_clear(&drawn);
    return cannot_draw(path, st, err);
}
