/* What the members of a party are called means the party: «Social Liberals», the Social Liberal Party. */
#include "extract/imply/implied.h"

/* Whether a party's name ends in «Party» behind words that are no people's name («Basque Party»). */
static bool is_party(const an_extractor *x, const an_candidate *c, uint32_t target)
{
    uint32_t last = c->atom + c->atom_count - 1;

    return c->atom_count > 1 && an_str_equal(x->targets[target].type, AN_LIT("organization/party")) && an_str_equal(an_work_atom(x, last), AN_LIT("Party")) &&
           !an_work_word(x, last - 1, 1u << AN_LIST_DEMONYMS, NULL);
}

/* The plural of the words before «Party»; empty where they have none («Labour» has one that nobody uses). */
static an_str members_of(an_extractor *x, const an_candidate *c)
{
    an_str words = an_atoms_text(x, c->atom, c->atom + c->atom_count - 2);

    an_buf_reset(&x->buf);
    if (an_str_ends(words, AN_LIT("ocratic")))
        words.len -= sizeof "ic" - 1;
    else if (words.len < 4 || !memchr("abcdefgiklmnoprtu", words.ptr[words.len - 1], 17))
        return AN_LIT("");
    an_buf_add(&x->buf, words);
    an_buf_add_char(&x->buf, 's');
    return x->buf.failed ? AN_LIT("") : an_arena_str(x->arena, an_buf_str(&x->buf));
}

bool an_imply_members(an_extractor *x, an_implied_names *out)
{
    an_map_reset(&x->noted); /* parties that were seen */
    for (size_t i = 0; i < x->choices.count; i++) {
        const an_candidate *c = an_choice_candidate(x, i);
        uint32_t target = an_choice_target(x, i);
        bool added;
        an_str members;
        if (target == UINT32_MAX || !is_party(x, c, target))
            continue;
        if (an_map_intern(&x->noted, an_candidate_form(x, c), &added) == AN_MAP_NONE)
            return false;
        members = added ? members_of(x, c) : AN_LIT("");
        if (members.len && !an_target_apart(x, members, target) &&
            !an_imply(out, (an_implied){.text = members, .target = target, .rank = AN_RANK_DOCUMENT, .by = AN_BY_ALIAS, .rule = AN_RULE_KIND,
                                        .alone = c->atom_count == 2}))
            return false;
    }
    return true;
}
