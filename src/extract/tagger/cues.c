/* The words, each a single one of small ASCII letters: then its key is that of its letters. */
#include "extract/tagger/cues.h"

#include "extract/tagger/key.h"

#define WORDS(...) {(const char *const[]){__VA_ARGS__}, sizeof (const char *const[]){__VA_ARGS__} / sizeof(const char *)}
static const struct {
    const char *const *words;
    size_t count;
} cue_words[AN_CUE_COUNT] = {
    [AN_CUE_REMNANT] = WORDS("adm", "arq", "brig", "bvt", "capt", "cmdr", "col", "dkt", "engr", "esq", "gen", "gov", "hon", "jr",
        "licda", "lt", "maj", "messrs", "mhe", "ndg", "phd", "prof", "qty", "regd", "rev", "rt", "rtd", "sen", "sgd", "sgt", "sr", "transl"),
    [AN_CUE_FORM_ALONE] = WORDS("ag", "bhd", "cjsc", "co", "corp", "fze", "gmbh", "inc", "jsc", "llc", "llp", "ltd", "oao", "ojsc", "ooo", "pao", "pjsc",
        "plc", "pte", "pty", "sarl", "sdn", "zao"),
    [AN_CUE_LEGAL_FORM] = WORDS("co", "corp", "gmbh", "inc", "llc", "llp", "ltd", "plc"),
    [AN_CUE_THING] = WORDS("accord", "accords", "agreement", "album", "algorithm", "allowance", "award", "awards", "battle", "certificate",
        "championship", "championships", "collider", "concerto", "conspiracy", "constitution", "cup", "declaration", "disease", "disorder", "doctrine",
        "earthquake", "election", "elections", "framework", "frameworks", "genocide", "gospel", "hurricane", "index", "massacre", "mechanism", "medal",
        "memorandum", "mutiny", "offensive", "olympics", "overture", "pact", "plan", "prize", "program", "programme", "programmes", "programs",
        "protocol", "rate", "ratio", "rebellion", "referendum", "revolt", "revolution", "riots", "scheme", "siege", "sonata", "strategy", "syndrome",
        "theorem", "theory", "treaty", "trophy", "uprising", "vehicle", "vehicles", "virus", "war", "wars"),
    [AN_CUE_MATTER] = WORDS("algorithm", "algorithms", "antibiotic", "chemical", "compound", "drug", "enzyme", "explosive", "gene", "genes", "hormone",
        "malware", "molecule", "motif", "pathogen", "pesticide", "protein", "proteins", "ransomware", "receptor", "receptors", "software", "substance",
        "toxin", "vaccine", "virus"),
    [AN_CUE_PRODUCT] = WORDS("album", "algorithm", "anthem", "app", "application", "ballad", "ballet", "biography", "boat", "book", "cocktail", "comedy",
        "cruiser", "database", "destroyer", "device", "dish", "documentary", "drama", "drone", "drug", "essay", "exercise", "ferry", "film", "freighter",
        "game", "helicopter", "machine", "malware", "memoir", "method", "missile", "movie", "musical", "novel", "novella", "opera", "operation", "painting",
        "pamphlet", "play", "podcast", "poem", "product", "program", "programme", "project", "ransomware", "robot", "rocket", "satellite", "scheme",
        "sculpture", "series", "ship", "sitcom", "software", "song", "spacecraft", "submarine", "symphony", "system", "tanker", "technique", "telescope",
        "tool", "trawler", "tugboat", "vaccine", "vessel", "virus", "warship", "yacht"),
    [AN_CUE_CALLED] = WORDS("called", "christened", "codenamed", "dubbed", "entitled", "named", "titled"),
    [AN_CUE_OF_THING] = WORDS("battle", "siege", "treaty", "war"),
    [AN_CUE_PEOPLE] = WORDS("daughters", "friends", "sons", "survivors", "veterans", "widows"),
    [AN_CUE_ENACTMENT] = WORDS("act", "acts", "amendment", "amendments", "code", "decree", "directive", "ordinance", "regulation", "regulations",
        "statute", "statutes"),
    [AN_CUE_AFFAIR] = WORDS("act", "bill", "convention", "directive", "law", "plan", "program", "programme", "protocol", "regulation", "regulations",
        "rule", "scheme", "treaty"),
    [AN_CUE_AGREED] = WORDS("accord", "agreement", "convention", "declaration", "directive", "law", "memorandum", "pact", "protocol", "regulation",
        "resolution", "statute", "treaty"),
    [AN_CUE_SHORTENED] = WORDS("analysis", "assessment", "assurance", "behavior", "behaviour", "benefit", "bill", "census", "clause", "compact",
        "compensation", "consent", "contribution", "contributions", "coupon", "cycle", "deed", "deficiency", "demand", "disclosure", "disk", "dividend",
        "drill", "duty", "earnings", "error", "estimate", "evaluation", "exam", "examination", "exercise", "expectancy", "expenditure", "exposure",
        "failure", "fever", "fraction", "function", "gain", "guidelines", "identifier", "identity", "impact", "income", "infection", "inflation",
        "instrument", "insurgency", "interest", "interface", "interview", "inventory", "language", "levy", "licence", "license", "loss", "method",
        "methods", "missile", "note", "number", "obligation", "obligations", "offer", "offering", "operation", "option", "package", "parity", "path",
        "payment", "penalty", "permit", "policy", "potential", "pressure", "price", "probability", "procedure", "process", "product", "profile",
        "profit", "projects", "proposal", "purchase", "questionnaire", "quota", "quotient", "rating", "reaction", "recognition", "recovery", "request",
        "requirement", "requirements", "resonance", "responsibility", "return", "revenue", "risk", "roadmap", "sale", "scale", "signature",
        "spacecraft", "specification", "spectrum", "statement", "status", "study", "supplement", "surplus", "target", "targets", "tariff", "taxation",
        "technique", "telescope", "test", "therapies", "therapy", "tomography", "transaction", "treatment", "trial", "unemployment", "value",
        "variable", "visa", "wage", "warfare", "warning", "weapon", "weapons", "weight", "yield"),
    [AN_CUE_LEAD] = WORDS("abbreviated", "also", "as", "called", "hereafter", "hereinafter", "henceforth", "known", "or", "referred", "simply", "the", "to"),
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
    [AN_CUE_ABROAD] = WORDS("abbiamo", "aber", "ainda", "akan", "alisema", "alla", "als", "ancak", "anche", "anni", "ao", "aos", "att", "au", "auch", "auf",
        "aus", "aussi", "aux", "avec", "ayer", "az", "bei", "bir", "bitte", "ble", "blev", "bonjour", "cac", "catre", "cet", "cette", "chaque", "che", "chez",
        "ciao", "cikin", "como", "csak", "cua", "cuando", "dair", "dal", "dalam", "dall", "dalla", "dalle", "dans", "dari", "dass", "degil", "degli", "dela",
        "dele", "dell", "delle", "dello", "dem", "dengan", "depuis", "desde", "det", "deux", "deze", "dhe", "diese", "dieser", "dieses", "dijo", "dla",
        "donde", "drei", "duoc", "dupa", "durch", "eden", "een", "efter", "egy", "ein", "eine", "einem", "einen", "einer", "ela", "ele", "ellas", "elle",
        "eller", "elles", "ellos", "essa", "esse", "esta", "este", "etter", "eu", "euch", "foi", "foram", "fost", "fran", "fue", "gegen", "gestern", "gewoon",
        "gibi", "gisteren", "gli", "graag", "gracias", "grazie", "habe", "haben", "hadde", "hade", "han", "hanno", "hasta", "hatte", "hatten", "heeft", "het",
        "hicho", "hogy", "hoje", "ich", "icin", "ieri", "ihm", "ihn", "ihnen", "ihr", "ihre", "ihrer", "ik", "ikke", "ile", "ils", "inte", "ise", "isso",
        "ist", "jag", "jak", "jako", "je", "jeg", "jego", "jeho", "jest", "jij", "joka", "jsou", "kann", "katika", "kein", "keine", "keiner", "khong", "koja",
        "koji", "ktera", "ktery", "ktora", "ktory", "kuin", "kuma", "kunnen", "kuwa", "kwa", "lakini", "leur", "leurs", "loro", "mais", "merci", "mert",
        "meu", "mga", "mientras", "minha", "mir", "mit", "moet", "molto", "mutta", "muy", "naar", "nach", "nas", "nebo", "nel", "nella", "nelle", "nem",
        "nesta", "neste", "nga", "nguoi", "nhung", "nicht", "nie", "niet", "nije", "niya", "noch", "nog", "notre", "nous", "nuestra", "nuk", "numa", "nur",
        "obrigado", "och", "oder", "oggi", "ogsa", "olan", "olarak", "oldugu", "oleh", "olup", "onde", "ont", "ontem", "ook", "oraz", "pada", "para", "pela",
        "pelas", "pelo", "pelos", "pentru", "pero", "peux", "plusieurs", "pode", "podle", "por", "porque", "prin", "przez", "quando", "que", "quella",
        "quello", "questa", "questi", "questo", "qui", "quien", "sans", "schon", "sehr", "sein", "seine", "seiner", "selon", "senza", "ses", "seu", "seus",
        "siamo", "sich", "sie", "sind", "siya", "sobre", "soll", "sollte", "sono", "sonra", "sont", "stata", "stato", "su", "sua", "suas", "suis", "sulla",
        "sunt", "sur", "sus", "tegen", "tego", "telah", "tidak", "tras", "trois", "trong", "tu", "tussen", "uma", "una", "und", "une", "uns", "unser",
        "unsere", "untuk", "vagy", "veya", "viene", "vient", "voi", "vom", "voor", "votre", "vous", "wani", "waren", "weil", "wenn", "werd", "werden", "wie",
        "wij", "wir", "wird", "wollte", "worden", "wordt", "wurde", "wurden", "yana", "yo", "zijn", "zostal", "zostala", "zum", "zur", "zwei"),
    [AN_CUE_GERMAN] = WORDS("aber", "als", "auch", "auf", "aus", "bei", "bitte", "das", "dass", "dem", "der", "des", "diese", "dieser", "dieses", "durch",
        "ein", "eine", "einem", "einen", "einer", "euch", "gegen", "gestern", "habe", "haben", "hatte", "hatten", "ich", "ihm", "ihn", "ihnen", "ihr",
        "ihre", "ihrer", "ist", "kann", "kein", "keine", "keiner", "mir", "mit", "nach", "nicht", "noch", "nur", "oder", "schon", "sehr", "sein", "seine",
        "seiner", "sich", "sie", "sind", "soll", "sollte", "und", "uns", "unser", "unsere", "vom", "von", "waren", "weil", "wenn", "wie", "wir", "wird",
        "wollte", "worden", "wurde", "wurden", "zu", "zum", "zur", "zwei"),
    [AN_CUE_IN_NAMES] = WORDS("das", "dei", "del", "della", "der", "des", "dos", "du", "el", "em", "en", "il", "las", "le", "les", "los", "na", "nas", "os",
        "van", "von", "y", "zu"),
    [AN_CUE_OF_ABROAD] = WORDS("da", "de", "di", "la"),
    [AN_CUE_BEGINS_ABROAD] = WORDS("aber", "aidha", "ainda", "aldus", "alla", "als", "am", "ancak", "anche", "ante", "ao", "aos", "apoi", "apres", "ardindan",
        "astfel", "au", "auch", "auf", "aunque", "aussi", "aux", "avec", "ayrica", "azonban", "baadaye", "bei", "bij", "bunun", "cependant", "chez", "com",
        "como", "cuando", "dal", "dalla", "dans", "darefter", "dem", "depuis", "derefter", "deren", "derpa", "desde", "dessen", "deze", "diese", "dieser",
        "dieses", "doch", "door", "dopo", "dort", "durch", "een", "ein", "eine", "einem", "einen", "einer", "en", "enligt", "entre", "er", "ezutan", "fur",
        "gegen", "het", "hier", "ich", "ieri", "ifolge", "igar", "ihr", "ihre", "ils", "im", "jednak", "jucer", "kemarin", "kemudian", "maar", "mais",
        "menurut", "mit", "nach", "namun", "nastepnie", "natomiast", "nei", "nel", "nella", "nicht", "noch", "nur", "ook", "para", "pendant", "perche",
        "pero", "podle", "por", "porque", "potem", "potom", "potrivit", "pour", "pritom", "quand", "quando", "samtidig", "samtidigt", "secondo", "segun",
        "segundo", "seine", "seit", "selon", "sementara", "sie", "sono", "sous", "sulla", "sur", "szerinte", "tambem", "tambien", "tegnap", "totusi", "tras",
        "uit", "uma", "un", "una", "und", "une", "vcera", "volgens", "vom", "von", "voor", "wczoraj", "wedlug", "weil", "wenn", "wie", "wir", "zatem",
        "zatim", "zdaniem", "zum", "zur", "вчера", "вчора", "затем", "однак", "однако", "после", "потом", "потім", "поэтому", "при", "після", "сегодня",
        "также", "також"),
    [AN_CUE_ROLE_ABROAD] = WORDS("abracos", "anfang", "angaben", "anwalt", "anwalte", "anwaltin", "aplausos", "atenciosamente", "beamte", "beifall",
        "beste", "bonjour", "bonsoir", "chef", "chefin", "chefs", "cher", "chere", "ciao", "cordialement", "cordiali", "damen", "direktor", "direktorin",
        "distinti", "ende", "estimada", "estimado", "freundliche", "freundlichen", "gentile", "geschaftsfuhrer", "geschaftsfuhrerin", "grunder",
        "grunderin", "grusse", "hallo", "herren", "herrn", "hoi", "hola", "leiter", "leiterin", "liebe", "lieber", "liebes", "meine", "milliarden",
        "millionen", "mio", "mitarbeiter", "mitarbeiterin", "mitglied", "mitglieder", "mitte", "mrd", "ola", "prezada", "prezado", "prozent", "querida",
        "querido", "saludos", "salut", "sprecher", "sprecherin", "stellvertreter", "stellvertreterin", "vertreter", "vertreterin", "viele", "vielen",
        "vorsitz", "vorsitzende", "vorsitzender", "vorstand", "vozes", "zuruf", "zurufe"),
    [AN_CUE_GREETING] = WORDS("ahoj", "bonjour", "bonsoir", "carissima", "carissimo", "chere", "cheres", "chers", "ciao", "czesc", "drogi", "egregio",
        "estimada", "estimadas", "estimado", "estimados", "geachte", "gentile", "habari", "hallo", "hej", "hoi", "hola", "jambo", "kaere", "kedves", "kjaere",
        "liebe", "lieber", "liebes", "lieve", "merhaba", "postovani", "prezada", "prezado", "prezados", "privet", "pryvit", "querida", "queridas", "querido",
        "queridos", "salut", "sayin", "servus", "sevgili", "stimata", "stimate", "szanowna", "szanowni", "szanowny", "tisztelt", "vazena", "vazeny", "witam",
        "zdravo"),
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
