#include "extract/tagger/houses.h"

#include "extract/tagger/signs.h"

const an_house an_houses[AN_HOUSES] = {
    {"clan", "organization/family"},    {"dynasty", "organization/family"}, {"gang", "organization/criminal"},
    {"cartel", "organization/criminal"}, {"mob", "organization/criminal"},   {"mafia", "organization/criminal"},
    {"syndicate", "organization/criminal"}, {"crime family", ""},                {"family", ""},
};

/* The word of a token that stands right behind another across a blank; "" when this is none. */
static an_str word_behind(an_str text, const an_tokens *tokens, const an_token *token)
{
    bool behind = token < tokens->items + tokens->count && token->atom != AN_NO_ATOM && !(token->flags & AN_TOKEN_HARD) && token->flags & AN_TOKEN_BLANK;

    return behind ? an_str_sub(text, token->span.start, token->span.end) : AN_LIT("");
}

an_str an_house_behind(an_str text, const an_tokens *tokens, const an_token *first, const an_token **last, an_name_kind kind)
{
    const an_token *noun = *last + 1;
    an_str word = word_behind(text, tokens, noun);
    bool crime = an_str_equal(word, AN_LIT("crime"));

    if (!word.len || kind > AN_NAME_LOCATION || (first < *last && an_is_given(first)))
        return AN_LIT("");
    if (crime)
        word = word_behind(text, tokens, ++noun);
    for (size_t i = 0; i < AN_HOUSES; i++)
        if ((crime || *an_houses[i].type) && an_str_equal(word, an_str_of(an_houses[i].noun))) {
            *last = noun;
            return an_str_of(crime ? "organization/criminal" : an_houses[i].type);
        }
    return AN_LIT("");
}
