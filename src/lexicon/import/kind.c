/* Small tables between other people's words and ours: types of actors, codes of states, dates. */
#include "lexicon/import/import.h"

#include "base/file.h"
#include "text/date.h"
#include "text/fold.h"

#include <stdio.h>

/* Types ---------------------------------------------------------------------------------------------------------------------------- */

static const struct {
    const char *theirs, *ours;
} types[] = {
    {"per", "person"},
    {"person", "person"},
    {"people", "person"},
    {"human", "person"},
    {"individual", "person"},
    {"politician", "person/politician"},
    {"org", "organization"},
    {"organization", "organization"},
    {"organisation", "organization"},
    {"entity", "organization"},
    {"company", "organization/company"},
    {"corporation", "organization/company"},
    {"business", "organization/company"},
    {"enterprise", "organization/company"},
    {"bank", "organization/company"},
    {"publicbody", "organization/government"},
    {"public body", "organization/government"},
    {"government", "organization/government"},
    {"ministry", "organization/government"},
    {"agency", "organization/government"},
    {"political party", "organization/party"},
    {"party", "organization/party"},
    {"ngo", "organization/ngo"},
    {"university", "organization/education"},
    {"legalentity", "organization"},
    {"gpe", "location"},
    {"loc", "location"},
    {"location", "location"},
    {"place", "location"},
    {"fac", "location/facility"},
    {"facility", "location/facility"},
    {"building", "location/facility"},
    {"country", "location/country"},
    {"sovereign state", "location/country"},
    {"state", "location/country"},
    {"city", "location/city"},
    {"big city", "location/city"},
    {"capital city", "location/city"},
    {"town", "location/city"},
    {"region", "location/region"},
    {"vessel", "vessel"},
    {"ship", "vessel"},
    {"aircraft", "aircraft"},
    {"airplane", "aircraft"},
    {"norp", "group"},
    {"misc", "other"},
};

an_str an_import_type_word(an_import *to, an_str word)
{
    an_buf made = {0};
    an_str kept;

    word = an_str_trim(word);
    if (word.len == 0)
        return (an_str){"", 0};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (an_str_equal_ascii_case(word, an_str_of(types[i].theirs)))
            return an_str_of(types[i].ours);
    for (size_t i = 0; i < word.len; i++) {
        char c = word.ptr[i];
        an_buf_add_char(&made, c == ' ' || c == '_' ? '-' : c >= 'A' && c <= 'Z' ? (char)(c + 32) : c);
    }
    kept = an_buf_keep(&made, &to->arena);
    if (!kept.ptr) {
        an_import_nomem(to);
        return (an_str){"", 0};
    }
    return kept;
}

/* States --------------------------------------------------------------------------------------------------------------------------- */

/* ISO 3166-1: three letters, then two. Codes that coders of events use besides stand at the end. */
static const char countries[] =
    "ABWAW AFGAF AGOAO AIAAI ALAAX ALBAL ANDAD AREAE ARGAR ARMAM ASMAS ATAAQ ATFTF ATGAG AUSAU AUTAT AZEAZ BDIBI BELBE BENBJ BESBQ "
    "BFABF BGDBD BGRBG BHRBH BHSBS BIHBA BLMBL BLRBY BLZBZ BMUBM BOLBO BRABR BRBBB BRNBN BTNBT BVTBV BWABW CAFCF CANCA CCKCC CHECH "
    "CHLCL CHNCN CIVCI CMRCM CODCD COGCG COKCK COLCO COMKM CPVCV CRICR CUBCU CUWCW CXRCX CYMKY CYPCY CZECZ DEUDE DJIDJ DMADM DNKDK "
    "DOMDO DZADZ ECUEC EGYEG ERIER ESHEH ESPES ESTEE ETHET FINFI FJIFJ FLKFK FRAFR FROFO FSMFM GABGA GBRGB GEOGE GGYGG GHAGH GIBGI "
    "GINGN GLPGP GMBGM GNBGW GNQGQ GRCGR GRDGD GRLGL GTMGT GUFGF GUMGU GUYGY HKGHK HMDHM HNDHN HRVHR HTIHT HUNHU IDNID IMNIM INDIN "
    "IOTIO IRLIE IRNIR IRQIQ ISLIS ISRIL ITAIT JAMJM JEYJE JORJO JPNJP KAZKZ KENKE KGZKG KHMKH KIRKI KNAKN KORKR KWTKW LAOLA LBNLB "
    "LBRLR LBYLY LCALC LIELI LKALK LSOLS LTULT LUXLU LVALV MACMO MAFMF MARMA MCOMC MDAMD MDGMG MDVMV MEXMX MHLMH MKDMK MLIML MLTMT "
    "MMRMM MNEME MNGMN MNPMP MOZMZ MRTMR MSRMS MTQMQ MUSMU MWIMW MYSMY MYTYT NAMNA NCLNC NERNE NFKNF NGANG NICNI NIUNU NLDNL NORNO "
    "NPLNP NRUNR NZLNZ OMNOM PAKPK PANPA PCNPN PERPE PHLPH PLWPW PNGPG POLPL PRIPR PRKKP PRTPT PRYPY PSEPS PYFPF QATQA REURE ROURO "
    "RUSRU RWARW SAUSA SDNSD SENSN SGPSG SGSGS SHNSH SJMSJ SLBSB SLESL SLVSV SMRSM SOMSO SPMPM SRBRS SSDSS STPST SURSR SVKSK SVNSI "
    "SWESE SWZSZ SXMSX SYCSC SYRSY TCATC TCDTD TGOTG THATH TJKTJ TKLTK TKMTM TLSTL TONTO TTOTT TUNTN TURTR TUVTV TWNTW TZATZ UGAUG "
    "UKRUA UMIUM URYUY USAUS UZBUZ VATVA VCTVC VENVE VGBVG VIRVI VNMVN VUTVU WLFWF WSMWS YEMYE ZAFZA ZMBZM ZWEZW ROMRO TMPTL KSVXK "
    "UNKXK ";

an_str an_country_of(an_str iso3)
{
    for (size_t i = 0; iso3.len == 3 && i + 5 < sizeof countries; i += 6)
        if (memcmp(countries + i, iso3.ptr, 3) == 0)
            return (an_str){countries + i + 3, 2};
    return (an_str){"", 0};
}

/* Dates ---------------------------------------------------------------------------------------------------------------------------- */

bool an_import_date(char out[11], an_str text)
{
    text = an_str_trim(text);
    if (text.len > 10 && text.ptr[10] == 'T' && an_date_valid(an_str_sub(text, 0, 10)))
        text = an_str_sub(text, 0, 10);
    if (an_date_valid(text)) {
        memcpy(out, text.ptr, text.len);
        out[text.len] = '\0';
        return true;
    }
    return text.len <= 40 && an_date_in_header(out, text);
}

/* Words that are no good names ----------------------------------------------------------------------------------------------------- */

static void add_common(an_import *to, an_str word)
{
    an_buf_reset(&to->folded);
    an_fold(&to->folded, word);
    if (to->folded.failed || an_map_intern(&to->common, an_buf_str(&to->folded), NULL) == AN_MAP_NONE)
        an_import_nomem(to);
}

/* The first two cells of each line: a word list has one, a dictionary actor and alias. */
static void load_list(an_import *to, const char *below, bool table)
{
    an_buf path = {0}, content = {0};
    an_str rest, line;

    an_buf_addf(&path, "%s/%s", to->options->data, below);
    if (!path.failed && an_file_read(&content, path.ptr, NULL) == AN_OK) {
        rest = an_buf_str(&content);
        for (bool header = table; an_str_next(&rest, '\n', &line);) {
            an_str cells = line, cell;
            if (line.len == 0 || line.ptr[0] == '#')
                continue;
            for (int i = 0; !header && i < (table ? 2 : 1) && an_str_next(&cells, '\t', &cell); i++)
                if (an_str_trim(cell).len)
                    add_common(to, an_str_trim(cell));
            header = false;
        }
    }
    an_buf_clear(&path);
    an_buf_clear(&content);
}

void an_import_load_common(an_import *to)
{
    if (!to->options->data || to->common.count)
        return;
    load_list(to, "dict/words/common.txt", false);
    load_list(to, "dict/actors/countries.tsv", true);
}

bool an_import_is_common(an_import *to, an_str word)
{
    if (to->common.count == 0)
        return false;
    an_buf_reset(&to->folded);
    an_fold(&to->folded, word);
    return !to->folded.failed && an_map_find(&to->common, an_buf_str(&to->folded)) != AN_MAP_NONE;
}
