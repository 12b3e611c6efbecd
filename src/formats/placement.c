/* Graphviz gets boxes that hold circle and label, so that its removal of overlaps keeps labels apart, too. Builds of Graphviz without the
   triangulation library leave overlaps (and say so on standard error): a last pass of our own pushes apart what still overlaps, which for
   others finds nothing to do. O(n²) a round, at most a hundred rounds. */
#include "formats/placement.h"

#include "formats/value.h"

#include <math.h>

static const double POINTS = 72, GAP = 3, LINE = 55; /* shortest line to be seen, on average */

/* The drawing that Graphviz lays out. Strong ties are short. */
static void add_drawing(an_buf *out, const an_place *places, const an_selection *s)
{
    double most = s->tie_count ? s->ties[0].weight : 1;

    an_buf_add_text(out,
                    "graph { graph [overlap=prism, sep=\"+4\", start=7, maxiter=2000]; node [shape=box, fixedsize=true, label=\"\"];\n");
    for (size_t i = 0; i < s->node_count; i++) { /* numbers in quotes: outside of them Graphviz knows no exponents */
        an_buf_addf(out, "n%zu [width=\"", i);
        an_buf_add_double(out, places[i].width / POINTS);
        an_buf_add_text(out, "\", height=\"");
        an_buf_add_double(out, places[i].height / POINTS);
        an_buf_add_text(out, "\"];\n");
    }
    for (size_t i = 0; i < s->tie_count; i++) {
        double part = most > 0 ? sqrt(s->ties[i].weight / most) : 1;
        an_buf_addf(out, "n%zu -- n%zu [len=\"", s->ties[i].a, s->ties[i].b);
        an_buf_add_double(out, 1.8 - 0.7 * part);
        an_buf_add_text(out, "\"];\n");
    }
    an_buf_add_text(out, "}\n");
}

/* "node n12 1.5 2.25 …" of -Tplain, in inches. */
static bool take_places(an_place *places, size_t count, an_str plain)
{
    an_str line;
    size_t found = 0;

    while (an_str_next(&plain, '\n', &line)) {
        an_str word, name, x, y;
        int64_t index;
        if (!an_str_next(&line, ' ', &word) || !an_str_equal(word, AN_LIT("node")))
            continue;
        if (!an_str_next(&line, ' ', &name) || !an_str_next(&line, ' ', &x) || !an_str_next(&line, ' ', &y) || name.len < 2 ||
            an_parse_int(an_str_sub(name, 1, name.len), &index) != AN_PARSED || index < 0 || (size_t)index >= count ||
            an_parse_double(x, &places[index].x) != AN_PARSED || an_parse_double(y, &places[index].y) != AN_PARSED)
            return false;
        places[index].x *= POINTS;
        places[index].y *= POINTS;
        found++;
    }
    return found == count;
}

/* Push two boxes apart along the axis on which they overlap less. */
static bool push(an_place *a, an_place *b)
{
    double dx = b->x - a->x, dy = b->y - a->y;
    double over_x = (a->width + b->width) / 2 + GAP - fabs(dx), over_y = (a->height + b->height) / 2 + GAP - fabs(dy);

    if (over_x <= 0.01 || over_y <= 0.01)
        return false;
    if (over_x < over_y) {
        double step = (dx < 0 ? -1 : 1) * (over_x / 2 + 0.01);
        a->x -= step;
        b->x += step;
    } else {
        double step = (dy < 0 ? -1 : 1) * (over_y / 2 + 0.01);
        a->y -= step;
        b->y += step;
    }
    return true;
}

static void separate(an_place *places, size_t count)
{
    size_t rounds = count > 2000 ? 5 : 100;
    bool moved = true;

    for (size_t round = 0; round < rounds && moved; round++) {
        moved = false;
        for (size_t i = 0; i < count; i++)
            for (size_t k = i + 1; k < count; k++)
                moved = push(&places[i], &places[k]) || moved;
    }
}

/* Few actors come out so near each other that their lines are hardly seen: draw everything apart. Never makes boxes overlap. */
static void loosen(an_place *places, const an_selection *s)
{
    double distance = 0, touching = 0, factor;

    for (size_t i = 0; i < s->tie_count; i++) {
        const an_place *a = &places[s->ties[i].a], *b = &places[s->ties[i].b];
        distance += hypot(a->x - b->x, a->y - b->y);
        touching += (a->diameter + b->diameter) / 2 + LINE;
    }
    factor = distance > 0 ? fmin(touching / distance, 3) : 1;
    for (size_t i = 0; i < s->node_count && factor > 1; i++) {
        places[i].x *= factor;
        places[i].y *= factor;
    }
}

an_status an_placement_make(an_place *places, const an_selection *selection, const an_spawn *how, an_error *err)
{
    static const char *const arguments[] = {"-Tplain", NULL};
    an_buf drawing = {0}, plain = {0}, complaint = {0};
    an_spawn spawn = *how;
    an_status st;

    add_drawing(&drawing, places, selection);
    spawn.arguments = arguments;
    spawn.input = an_buf_str(&drawing);
    st = drawing.failed ? an_fail_nomem(err) : an_spawn_run(&spawn, &plain, &complaint, err);
    if (st == AN_OK && !take_places(places, selection->node_count, an_buf_str(&plain)))
        st = an_fail(err, AN_ERR_PROGRAM, "'%s' gave an answer that cannot be read", how->program);
    if (st == AN_OK) {
        separate(places, selection->node_count);
        loosen(places, selection);
    }
    an_buf_clear(&drawing);
    an_buf_clear(&plain);
    an_buf_clear(&complaint);
    return st;
}
