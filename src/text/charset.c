/* One row for each charset. Others than those are not asked of iconv: what it knows differs from system to system. */
#include "text/charset.h"

static const an_charset charsets[] = {
    {"", "utf-8 utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8 us-ascii ascii ansi_x3.4-1968 unknown-8bit x-unknown "
         "binary"},
    {"WINDOWS-1252", "windows-1252 cp1252 x-cp1252 iso-8859-1 iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 iso-ir-100 latin1 l1 "
                     "csisolatin1 cp819 ibm819"},
    {"ISO-8859-15", "iso-8859-15 iso8859-15 iso885915 iso_8859-15 latin9 l9 csisolatin9"},
    {"GB18030", "gb18030 gbk x-gbk cp936 windows-936 gb2312 gb_2312 gb_2312-80 chinese csgb2312 csiso58gb231280 iso-ir-58"},
    {"BIG5-HKSCS", "big5 big5-hkscs cn-big5 csbig5 x-x-big5"},
    {"ISO-2022-JP-3", "iso-2022-jp csiso2022jp"},
    {"CP932", "shift_jis shift-jis sjis x-sjis csshiftjis ms_kanji windows-31j ms932 cp932"},
    {"EUC-JP-MS", "euc-jp x-euc-jp cseucpkdfmtjapanese"},
    {"UHC", "euc-kr cseuckr ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 csksc56011987 korean iso-ir-149 windows-949 cp949"},
    {"ISO-2022-KR", "iso-2022-kr csiso2022kr"},
    {"WINDOWS-1250", "windows-1250 cp1250 x-cp1250"},
    {"WINDOWS-1251", "windows-1251 cp1251 x-cp1251"},
    {"WINDOWS-1253", "windows-1253 cp1253 x-cp1253"},
    {"WINDOWS-1254", "windows-1254 cp1254 x-cp1254 iso-8859-9 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 iso-ir-148 latin5 l5 "
                     "csisolatin5"},
    {"WINDOWS-1255", "windows-1255 cp1255 x-cp1255"},
    {"WINDOWS-1256", "windows-1256 cp1256 x-cp1256"},
    {"WINDOWS-1257", "windows-1257 cp1257 x-cp1257"},
    {"WINDOWS-1258", "windows-1258 cp1258 x-cp1258"},
    {"CP874", "windows-874 dos-874 cp874 tis-620 iso-8859-11 iso8859-11 iso885911"},
    {"ISO-8859-2", "iso-8859-2 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 iso-ir-101 latin2 l2 csisolatin2"},
    {"ISO-8859-3", "iso-8859-3 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 iso-ir-109 latin3 l3 csisolatin3"},
    {"ISO-8859-4", "iso-8859-4 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 iso-ir-110 latin4 l4 csisolatin4"},
    {"ISO-8859-5", "iso-8859-5 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988 iso-ir-144 cyrillic csisolatincyrillic"},
    {"ISO-8859-6", "iso-8859-6 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987 iso-ir-127 iso-8859-6-e iso-8859-6-i csiso88596e "
                   "csiso88596i arabic asmo-708 ecma-114 csisolatinarabic"},
    {"ISO-8859-7", "iso-8859-7 iso8859-7 iso88597 iso_8859-7 iso_8859-7:1987 iso-ir-126 greek greek8 ecma-118 elot_928 sun_eu_greek "
                   "csisolatingreek"},
    {"ISO-8859-8", "iso-8859-8 iso8859-8 iso88598 iso_8859-8 iso_8859-8:1988 iso-ir-138 iso-8859-8-i iso-8859-8-e csiso88598i "
                   "csiso88598e hebrew logical visual csisolatinhebrew"},
    {"ISO-8859-10", "iso-8859-10 iso8859-10 iso885910 iso-ir-157 latin6 l6 csisolatin6"},
    {"ISO-8859-13", "iso-8859-13 iso8859-13 iso885913"},
    {"ISO-8859-14", "iso-8859-14 iso8859-14 iso885914"},
    {"ISO-8859-16", "iso-8859-16"},
    {"KOI8-R", "koi8-r koi8_r koi8 koi cskoi8r"},
    {"KOI8-U", "koi8-u koi8-ru"},
    {"MACINTOSH", "macintosh mac x-mac-roman csmacintosh"},
    {"MAC-CYRILLIC", "x-mac-cyrillic x-mac-ukrainian"},
    {"IBM866", "ibm866 cp866 866 csibm866"},
    {"IBM437", "ibm437 cp437 437 cspc8codepage437"},
    {"IBM850", "ibm850 cp850 850 cspc850multilingual"},
    {"IBM852", "ibm852 cp852 852 cspcp852"},
    {"UTF-16LE", "utf-16le utf-16 ucs-2 iso-10646-ucs-2 csunicode unicode unicodefeff"},
    {"UTF-16BE", "utf-16be unicodefffe"},
    {"UTF-32LE", "utf-32le utf-32"},
    {"UTF-32BE", "utf-32be"},
    {"UTF-7", "utf-7 utf7 unicode-1-1-utf-7 csunicode11utf7"},
};

static bool is_labelled(const an_charset *charset, an_str label)
{
    an_str rest = an_str_of(charset->labels), one;

    while (an_str_next(&rest, ' ', &one))
        if (an_str_equal_ascii_case(one, label))
            return true;
    return false;
}

const an_charset *an_charset_find(an_str label)
{
    label = an_str_trim(label);
    for (size_t i = 0; i < sizeof charsets / sizeof *charsets; i++)
        if (is_labelled(&charsets[i], label))
            return &charsets[i];
    return NULL;
}
