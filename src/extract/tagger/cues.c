/* The words, each a single one of small ASCII letters: then its key is that of its letters. */
#include "extract/tagger/cues.h"

#include "extract/tagger/key.h"

#define WORDS(...) {(const char *const[]){__VA_ARGS__}, sizeof (const char *const[]){__VA_ARGS__} / sizeof(const char *)}
static const struct {
    const char *const *words;
    size_t count;
} cue_words[AN_CUE_COUNT] = {
    [AN_CUE_REMNANT] = WORDS("adm", "brig", "bvt", "capt", "cmdr", "col", "esq", "gen", "gov", "hon", "jr", "lt", "maj", "messrs", "phd", "prof",
        "rev", "rt", "sen", "sgt", "sr"),
    [AN_CUE_FORM_ALONE] = WORDS("ag", "bhd", "cjsc", "co", "corp", "fze", "gmbh", "inc", "jsc", "llc", "llp", "ltd", "oao", "ojsc", "ooo", "pao", "pjsc",
        "plc", "pte", "pty", "sarl", "sdn", "zao"),
    [AN_CUE_LEGAL_FORM] = WORDS("co", "corp", "gmbh", "inc", "llc", "llp", "ltd", "plc"),
    [AN_CUE_THING] = WORDS("accord", "accords", "agreement", "album", "algorithm", "allowance", "award", "awards", "battle", "certificate",
        "championship", "championships", "concerto", "conspiracy", "constitution", "cup", "disease", "disorder", "doctrine", "earthquake", "election",
        "elections", "genocide", "gospel", "hurricane", "index", "massacre", "mechanism", "medal", "memorandum", "mutiny", "offensive", "olympics",
        "overture", "pact", "plan", "prize", "program", "programme", "programmes", "programs", "protocol", "rate", "ratio", "rebellion",
        "referendum", "revolt", "revolution", "riots", "scheme", "siege", "sonata", "strategy", "syndrome", "theorem", "theory", "treaty", "trophy",
        "uprising", "vehicle", "vehicles", "virus", "war", "wars"),
    [AN_CUE_MATTER] = WORDS("algorithm", "algorithms", "antibiotic", "chemical", "compound", "drug", "enzyme", "explosive", "gene", "genes", "hormone",
        "malware", "molecule", "motif", "pathogen", "pesticide", "protein", "proteins", "ransomware", "receptor", "receptors", "software", "substance",
        "toxin", "vaccine", "virus"),
    [AN_CUE_OF_THING] = WORDS("battle", "siege", "treaty", "war"),
    [AN_CUE_PEOPLE] = WORDS("daughters", "friends", "sons", "survivors", "veterans", "widows"),
    [AN_CUE_ENACTMENT] = WORDS("act", "acts", "amendment", "amendments", "code", "decree", "directive", "ordinance", "regulation", "regulations",
        "statute", "statutes"),
    [AN_CUE_OFFICE] = WORDS("administrator", "adviser", "affiant", "ambassador", "analyst", "appellant", "appellants", "appellee", "appellees",
        "attorney", "attorneys", "auditor", "chairman", "chairwoman", "commander", "commissioner", "coordinator", "counsel", "defendant",
        "defendants", "defender", "deputy", "director", "directors", "inspector", "investigator", "judge", "judges", "minister", "ministers",
        "officer", "officers", "petitioner", "petitioners", "plaintiff", "plaintiffs", "prosecutor", "prosecutors", "rapporteur", "respondent",
        "respondents", "secretaries", "secretary", "specialist", "spokesman", "spokeswoman", "superintendent", "supervisor"),
    [AN_CUE_RANK] = WORDS("acting", "assistant", "associate", "chief", "deputy", "principal", "senior", "vice"),
    [AN_CUE_COURTESY] = WORDS("mr", "mrs", "ms"),
    [AN_CUE_HONOUR] = WORDS("madam", "madame", "hon", "honourable", "honorable", "noble", "gallant", "learned"),
    [AN_CUE_ARTICLE] = WORDS("l", "la", "le", "the"),
    [AN_CUE_REFERENCE] = WORDS("app", "bankr", "cas", "cf", "cir", "civ", "cong", "crim", "ct", "dkt", "evid", "ewca", "ewhc", "hrg", "jj", "rptr", "rul",
        "sess", "stat", "supp", "ukhl", "ukpc", "uksc"),
    [AN_CUE_BEFORE_CASE] = WORDS("applying", "citing", "distinguishing", "following", "see", "under"),
    [AN_CUE_PLACE_IN_CASE] = WORDS("appellant", "appellants", "appellee", "appellees", "defendant", "defendants", "petitioner", "petitioners",
        "plaintiff", "plaintiffs", "respondent", "respondents", "conspirator", "conspirators", "counts", "claimant", "claimants"),
    [AN_CUE_SOLDIERS] = WORDS("cavalry", "dragoons", "fusiliers", "grenadiers", "hussars", "infantry", "lancers"),
    [AN_CUE_PART_OF_LAW] = WORDS("art", "sec"),
    [AN_CUE_ADDRESS] = WORDS("lord", "madame", "mademoiselle", "monseigneur", "monsieur", "signor", "signora", "sir", "sire"),
    [AN_CUE_ANSWER] = WORDS("aye", "nay", "yea"),
    [AN_CUE_POINTER] = WORDS("that", "this"),
    [AN_CUE_ABROAD] = WORDS("aber", "ainda", "alla", "anche", "anni", "ao", "aos", "au", "auch", "auf", "aus", "aussi", "aux", "avec", "bei", "cet",
        "cette", "chaque", "che", "chez", "como", "cuando", "dal", "dall", "dalla", "dalle", "dans", "dass", "degli", "dela", "dele", "dell", "delle",
        "dello", "dem", "depuis", "desde", "deux", "deze", "diese", "dieser", "dieses", "dijo", "donde", "dont", "drei", "durch", "een", "ein", "eine",
        "einem", "einen", "einer", "ela", "ele", "ellas", "elle", "elles", "ellos", "essa", "esse", "est", "esta", "este", "foi", "foram", "fue", "gegen",
        "gli", "ha", "habe", "haben", "han", "hanno", "hasta", "hatte", "heeft", "het", "ich", "ihm", "ihn", "ihr", "ihre", "ihrer", "ils", "im", "isso",
        "ist", "kein", "keine", "keiner", "leur", "leurs", "mais", "mientras", "mit", "muy", "naar", "nach", "nas", "nel", "nella", "nelle", "nesta",
        "neste", "nicht", "niet", "noch", "nous", "nuestra", "numa", "nur", "oder", "onde", "ont", "ook", "para", "pas", "pela", "pelas", "pelo", "pelos",
        "pero", "plusieurs", "pode", "por", "porque", "quando", "que", "questa", "questo", "qui", "quien", "sans", "se", "sein", "seine", "seiner", "selon",
        "ses", "seu", "seus", "sich", "sie", "sind", "sobre", "soll", "sollte", "sono", "sont", "stata", "stato", "su", "sua", "suas", "sulla", "sur",
        "sus", "tegen", "tras", "trois", "tussen", "um", "uma", "una", "und", "une", "vom", "voor", "vous", "werd", "werden", "wie", "wir", "wird",
        "wollte", "worden", "wordt", "wurde", "wurden", "zijn", "zum", "zur", "zwei"),
    [AN_CUE_GERMAN] = WORDS("aber", "auch", "auf", "aus", "bei", "das", "dass", "dem", "der", "des", "diese", "dieser", "dieses", "durch", "ein", "eine",
        "einem", "einen", "einer", "gegen", "habe", "haben", "hatte", "ich", "ihm", "ihn", "ihr", "ihre", "ihrer", "im", "ist", "kein", "keine", "keiner",
        "mit", "nach", "nicht", "noch", "nur", "oder", "sein", "seine", "seiner", "sich", "sie", "sind", "soll", "sollte", "und", "vom", "von", "wie",
        "wir", "wird", "wollte", "worden", "wurde", "wurden", "zu", "zum", "zur", "zwei"),
    [AN_CUE_IN_NAMES] = WORDS("al", "das", "dei", "del", "della", "der", "des", "dos", "du", "el", "em", "en", "et", "il", "las", "le", "les", "los", "na",
        "nas", "os", "van", "von", "y", "zu"),
    [AN_CUE_BEGINS_ABROAD] = WORDS("aber", "ainda", "aldus", "alla", "als", "am", "anche", "ante", "ao", "aos", "apres", "au", "auch", "auf", "aunque",
        "aussi", "aux", "avec", "bei", "bij", "cependant", "chez", "com", "como", "cuando", "dal", "dalla", "dans", "dem", "den", "depuis", "deren",
        "desde", "dessen", "deze", "diese", "dieser", "dieses", "doch", "door", "dopo", "dort", "durch", "een", "ein", "eine", "einem", "einen", "einer",
        "en", "entre", "er", "es", "fur", "gegen", "het", "hier", "ich", "ihr", "ihre", "ils", "im", "maar", "mais", "mit", "nach", "nei", "nel", "nella",
        "nicht", "noch", "nur", "ook", "para", "pendant", "perche", "pero", "por", "porque", "pour", "quand", "quando", "secondo", "segun", "segundo",
        "sein", "seine", "seit", "selon", "sie", "sono", "sous", "sulla", "sur", "tambem", "tambien", "tras", "uit", "um", "uma", "un", "una", "und", "une",
        "volgens", "vom", "von", "voor", "weil", "wenn", "wie", "wir", "zum", "zur"),
    [AN_CUE_ROLE_ABROAD] = WORDS("anfang", "angaben", "anwalt", "anwalte", "anwaltin", "aplausos", "beamte", "beifall", "chef", "chefin", "chefs",
        "direktor", "direktorin", "ende", "geschaftsfuhrer", "geschaftsfuhrerin", "grunder", "grunderin", "leiter", "leiterin", "milliarden", "millionen",
        "mio", "mitarbeiter", "mitarbeiterin", "mitglied", "mitglieder", "mitte", "mrd", "prozent", "sprecher", "sprecherin", "stellvertreter",
        "stellvertreterin", "vertreter", "vertreterin", "vorsitz", "vorsitzende", "vorsitzender", "vorstand", "vozes", "zuruf", "zurufe"),
    [AN_CUE_HEADLINE_VERB] = WORDS("accuses", "ambushed", "arrests", "bans", "blocks", "claims", "condemns", "defies", "denies", "frees", "grills",
        "halts", "hits", "jails", "kills", "launches", "meets", "nabs", "ousts", "probes", "quits", "raids", "recalls", "rejects", "seeks", "seizes",
        "slams", "strikes", "sues", "suspends", "targets", "threatens", "urges", "visits", "vows", "warns", "wins", "withdraws"),
};
_Static_assert((int)AN_CUE_COUNT <= 64, "a set of them is a number");

bool an_is_cue(an_str word, an_cue cue)
{
    return an_str_in_ascii_case(word, cue_words[cue].words, cue_words[cue].count);
}

void an_cues_fill(an_cues *cues)
{
    for (unsigned cue = 0; cue < AN_CUE_COUNT; cue++)
        for (size_t i = 0; i < cue_words[cue].count; i++) {
            uint64_t key = an_key_bytes(cue_words[cue].words[i], strlen(cue_words[cue].words[i]));
            size_t at = an_cue_slot(cues, key);
            cues->slots[at].key = key;
            cues->slots[at].cues |= UINT64_C(1) << cue;
        }
}
