/* Mail: metadata from header blocks of every make, dates that are never a stamp's, and the stretches that hold no actors. */
#include "base/alloc.h"
#include "read/mail/mail.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define STAMP "UNCLASSIFIED U.S. Department of State Case No. F-2014-20439 Doc No. C05758398 Date: 06/30/2015\n"

static const struct {
    const char *name, *text;
    bool mail;
    const char *date, *sender, *recipients, *title;
    const char *kept; /* what is left of the text without the skips, lines joined by | */
} cases[] = {
    {"no mail", "A report\n\nAda met Bob.\n", false, "", "", "", "", "A report|Ada met Bob."},
    {"plain header", "From: Ada <ada@x.org>\nTo: Bob\nSent: Monday, April 13, 2009 11:09 AM\nSubject: Re: FW: The plan\n\nSee you.\n", true,
     "2009-04-13", "Ada <ada@x.org>", "Bob", "The plan", "See you."},
    {"stamp above, values in a column",
     "      " STAMP "\n\n                     RELEASE IN PART\n                     B6\n\nFrom:       H <h@x.com>\nSent:       Saturday, "
     "May 23, 2009 10:58 AM\n"
     "To:         'a@state.gov'; Bob\nCc:         Carl\nSubject:    Note\n\nLet's do Patsy.\n\n" STAMP,
     true, "2009-05-23", "H <h@x.com>", "'a@state.gov'; Bob; Carl", "Note", "Let's do Patsy."},
    {"the stamp has the only date", STAMP "From: H\nTo: B\nSubject: x\n\nYes.\n" STAMP, true, "", "H", "B", "x", "Yes."},
    {"stamp wrapped before its date", "UNCLASSIFIED Case No. F-2014-1 Doc No. C05\nDate: 06/30/2015\nFrom: H\nTo: B\nSubject: x\n\nYes.\n",
     true, "", "H", "B", "x", "Yes."},
    {"Date field of its own", "Date: 18 Jan 2013\nFrom: A\nSubject: Gao\n\nText.\n", true, "2013-01-18", "A", "", "Gao", "Text."},
    {"RFC 5322 with folding",
     "Received: from a by b;\n\tFri, 18 Jan 2013 11:00:00 +0100\nMessage-ID: <1@x>\nFrom: Ada\nTo: Bob,\n Carl\nDate: Thu, 17 Jan 2013 "
     "10:00:00 +0100\n"
     "Subject: The long\n subject\n\nText.\n",
     true, "2013-01-17", "Ada", "Bob, Carl", "The long subject", "Text."},
    {"labels in one column, values in the next",
     "From:\nSent:\nTo:\nSubject:\n\nAda\nMonday, April 13, 2009 11:09 AM\nBob\nPlan\n\nText.\n", true, "2009-04-13", "Ada", "Bob", "Plan",
     "Text."},
    {"colons lost", "From:   Ada\nSent    Saturday May 23 2009 10:58 AM\nTo:  Bob\nCc\nSubject    memorial\n\nText.\n", true, "2009-05-23",
     "Ada", "Bob", "memorial", "Text."},
    {"bullet before a label", "From: Ada\n\xE2\x80\xA2 Sent: Tuesday, September 15, 2009 7:06 AM\nTo: Bob\n\nText.\n", true, "2009-09-15",
     "Ada", "Bob", "", "Text."},
    {"stamp at the margin of a value",
     "From: Ada\nSent: Tuesday, September 15, 2009 7:06 AM      RELEASE IN PART B6\nSubject: Plan    B6\n\nText.\n", true, "2009-09-15",
     "Ada", "", "Plan", "Text."},
    {"recipients wrapped", "From: Ada\nTo: Bob; Carl;\nDora; Emil;\nFritz\nSent: 18 Jan 2013\nSubject: x\n\nText.\n", true, "2013-01-18",
     "Ada", "Bob; Carl; Dora; Emil; Fritz", "x", "Text."},
    {"memorandum, its date above", "CONFIDENTIAL\n     November 5, 2009\nFor: Hillary\nFrom: Sid\nRe: Agenda\n\nThe council languishes.\n",
     true, "2009-11-05", "Sid", "Hillary", "Agenda", "November 5, 2009|The council languishes."},
    {"quoted mails",
     "From: A\nSent: 18 Jan 2013\nTo: B\nSubject: Re: x\n\nYes.\n\n-----Original Message-----\nFrom: C\nSent: 17 Jan 2013\nTo: A\nSubject: "
     "x\n\nMay I?\n",
     true, "2013-01-18", "A", "B", "x", "Yes.|May I?"},
    {"quoting keeps the text, without its marks",
     "From: A\nDate: 18 Jan 2013\nTo: B\n\nYes.\n\nOn Thu, Jan 17, 2013 at 5:39 PM, Carl\n<c@x.org> wrote:\n> May I?\n", true, "2013-01-18",
     "A", "B", "", "Yes.|May I?"},
    {"who quotes more or less is somebody else", "> > May I\n> > or not\n> Yes\nno\n>\n> > > So", false, "", "", "", "", "May I|or not  Yesno       So"},
    {"French",
     "De : Ada\nEnvoy\xC3\xA9 : vendredi 18 janvier 2013 10:12\n\xC3\x80 : Bob\nObjet : TR: Gao\n\nBonjour.\n\n-----Message "
     "d'origine-----\nTexte.\n",
     true, "2013-01-18", "Ada", "Bob", "Gao", "Bonjour.|Texte."},
    {"German", "Von: Ada\nGesendet: Freitag, 18. Januar 2013 10:12\nAn: Bob\nBetreff: AW: Gao\n\nHallo.\n", true, "2013-01-18", "Ada",
     "Bob", "Gao", "Hallo."},
    {"embedded mail below a text",
     "The ministry published the following message, which it had received on the day before from its embassy in Bamako, and "
     "did not say more about it.\n\nMore text follows here, so that nobody takes the whole document for a mail, and still more of it, "
     "line by line, as reports have it. And that is all there is to say about the message of which we speak.\n\nFrom: A\nTo: B\n"
     "Sent: 18 Jan 2013\nSubject: x\n\nText.\n",
     false, "", "", "", "",
     "The ministry published the following message, which it had received on the day before from its embassy in Bamako, and did not say "
     "more about it.|More "
     "text follows here, so that nobody takes the whole document for a mail, and still more of it, line by line, as reports have it. And "
     "that is all there is to "
     "say about the message of which we speak.|Text."},
    {"signature with the sender's name",
     "From: Toiv, Nora F\nDate: 18 Jan 2013\nTo: B\n\nThe minister called.\n\nNora Toiv\nOffice of the Secretary\n202-647-8633\n", true,
     "2013-01-18", "Toiv, Nora F", "B", "", "The minister called."},
    {"signature behind a closing word", "From: X\nDate: 18 Jan 2013\nTo: B\n\nThe minister called.\n\nBest,\nAda Lee\nTel: 202.647.1512\n",
     true, "2013-01-18", "X", "B", "", "The minister called.|Best,"},
    {"signature behind dashes", "From: X\nDate: 18 Jan 2013\nTo: B\n\nThe minister called.\n-- \nAda\nAcme Ltd\n", true, "2013-01-18", "X",
     "B", "", "The minister called."},
    {"a list of contacts is text", "From: X\nDate: 18 Jan 2013\nTo: B\n\nAdd to the call list\n\nJudith Hope\n212-555-0100\n", true,
     "2013-01-18", "X", "B", "", "Add to the call list|Judith Hope|212-555-0100"},
    {"telephone line and disclaimer",
     "From: X\nDate: 18 Jan 2013\nTo: B\n\nOk.\n\nSent from my BlackBerry\n\nThis e-mail is confidential and intended only for the\nperson "
     "named.\n",
     true, "2013-01-18", "X", "B", "", "Ok."},
    {"stamps in any text", "RELEASE IN\nFULL\nThe ministry said so.\nB5\n1.4(D)\n", false, "", "", "", "", "The ministry said so."},
    {"case numbers in sentences stay", "The court heard Case No. 12 of the ministry.\n", false, "", "", "", "",
     "The court heard Case No. 12 of the ministry."},
    {"numbers of pages", "Page 1 of 2\nText one.\nPage 2 of 2\nText two.\n", false, "", "", "", "", "Text one.|Text two."},
    {"numbers in a list stay", "1\nAda\n2\nBob\n3\nCarl\n", false, "", "", "", "", "1|Ada|2|Bob|3|Carl"},
    {"a schedule is no mail", "Note: bring water\nDate: 18 Jan 2013\n\nText.\n", false, "", "", "", "",
     "Note: bring water|Date: 18 Jan 2013|Text."},
};

/* The text without its skips, line by line. */
static void kept_of(char *out, size_t size, const an_document *doc)
{
    size_t at = 0, skip = 0;
    bool line_end = false;

    for (size_t i = 0; i < doc->text.len; i++) {
        char c = doc->text.ptr[i];

        while (skip < doc->skips.count && i >= doc->skips.items[skip].end)
            skip++;
        if (skip < doc->skips.count && i >= doc->skips.items[skip].start)
            continue;
        if (c == '\n') {
            line_end = at > 0;
        } else if ((c != ' ' && c != '\t') || (at > 0 && !line_end)) {
            if (line_end)
                out[at++] = '|';
            line_end = false;
            assert_true(at + 2 < size);
            out[at++] = c;
        }
    }
    while (at > 0 && out[at - 1] == ' ')
        at--;
    out[at] = '\0';
}

static void test_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        an_document doc = {.text = an_str_of(cases[i].text)};
        char kept[2000];
        bool mail;

        assert_int_equal(an_mail_read(&doc, &mail, NULL), AN_OK);
        kept_of(kept, sizeof kept, &doc);
        if (mail != cases[i].mail || !an_str_equal(doc.date, an_str_of(cases[i].date)) ||
            !an_str_equal(doc.sender, an_str_of(cases[i].sender)) || !an_str_equal(doc.recipients, an_str_of(cases[i].recipients)) ||
            !an_str_equal(doc.title, an_str_of(cases[i].title)) || strcmp(kept, cases[i].kept) != 0)
            fail_msg("%s:\n mail %d date '%.*s' from '%.*s' to '%.*s' title '%.*s'\n kept '%s'", cases[i].name, mail, (int)doc.date.len,
                     doc.date.ptr, (int)doc.sender.len, doc.sender.ptr, (int)doc.recipients.len, doc.recipients.ptr, (int)doc.title.len,
                     doc.title.ptr, kept);
        an_document_clear(&doc);
    }
}

static void check_spans(const an_document *doc)
{
    for (size_t i = 0; i < doc->skips.count; i++) {
        assert_true(doc->skips.items[i].start < doc->skips.items[i].end);
        assert_true(doc->skips.items[i].end <= doc->text.len);
        assert_true(i == 0 || doc->skips.items[i - 1].end <= doc->skips.items[i].start);
    }
}

/* What is known already is not overwritten. */
static void test_known_stays(void **state)
{
    an_document doc = {
        .text = AN_LIT("From: A\nDate: 18 Jan 2013\nTo: B\nSubject: s\n\nx\n"), .date = AN_LIT("2001"), .title = AN_LIT("t")};
    bool mail;

    (void)state;
    assert_int_equal(an_mail_read(&doc, &mail, NULL), AN_OK);
    assert_true(mail && an_str_equal(doc.date, AN_LIT("2001")) && an_str_equal(doc.title, AN_LIT("t")));
    an_document_clear(&doc);
}

/* Page numbers count up through a long text, the running heads beside them go with them; the prose stays. */
static void test_pages(void **state)
{
    an_buf text = {0};
    an_document doc = {0};
    bool mail;

    (void)state;
    for (int page = 1; page <= 5; page++) {
        for (int line = 0; line < 12; line++)
            an_buf_addf(&text, "Line %d of the story of page %d goes on.\n", line, page);
        an_buf_addf(&text, "\nThe Annual Report of Acme %d\n\n    - %d -\n\n", page, page);
    }
    doc.text = an_buf_str(&text);
    assert_int_equal(an_mail_read(&doc, &mail, NULL), AN_OK);
    check_spans(&doc);
    assert_int_equal(doc.skips.count, 5);
    assert_true(an_str_starts(an_str_sub(doc.text, doc.skips.items[0].start, doc.text.len), AN_LIT("The Annual Report")));
    an_document_clear(&doc);
    an_buf_clear(&text);
}

/* Whatever the lines: the skips are in order, and time is linear (a square would not end). */
static void test_any_lines(void **state)
{
    static const char *const pieces[] = {"From: a\n",
                                         "To: b\n",
                                         "Sent: 1 Jan 2009\n",
                                         "Subject: x\n",
                                         "\n",
                                         "text of a line\n",
                                         "B6\n",
                                         "Cc\n",
                                         "> > From:\n",
                                         "3\n",
                                         "-- \n",
                                         "Original Message\n",
                                         "Page 3\n",
                                         "On 1 x wrote:\n",
                                         "Ann Lee\n",
                                         "202-647-8633\n",
                                         "A: ",
                                         ":",
                                         STAMP,
                                         "\xE2\x80",
                                         "This e-mail is confidential and\n",
                                         "Best,\n",
                                         "\r\n",
                                         "From"};
    uint32_t seed = 5;

    (void)state;
    for (int round = 0; round < 300; round++) {
        an_buf text = {0};
        an_document doc = {0};
        bool mail;
        int count = round < 8 ? 100000 : round % 60;

        for (int i = 0; i < count; i++) {
            seed = seed * 1664525 + 1013904223;
            an_buf_add_text(&text, pieces[round < 8 ? (size_t)round + (i % 2 ? 0 : 8) : (seed >> 16) % (sizeof pieces / sizeof *pieces)]);
        }
        doc.text = an_buf_str(&text);
        assert_int_equal(an_mail_read(&doc, &mail, NULL), AN_OK);
        check_spans(&doc);
        an_document_clear(&doc);
        an_buf_clear(&text);
    }
}

/* A disclaimer is found wherever in its line it stands. */
static void test_disclaimer_anywhere(void **state)
{
    static const char *const phrases[] = {"Virus Warning: none", "NOT THE INTENDED RECIPIENT", "Confidentiality notice", "notice to recipient",
                                          "email and any attachments"};

    (void)state;
    for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++) {
        for (int before = 0; before < 20; before++) {
            an_buf text = {0};
            an_document doc = {0};
            bool mail;
            char kept[512];

            an_buf_addf(&text, "From: X\nDate: 18 Jan 2013\nTo: B\n\nOk.\n\n%.*s %s\n", before, "abcdefghijklmnopqrst", phrases[i]);
            doc.text = an_buf_str(&text);
            assert_int_equal(an_mail_read(&doc, &mail, NULL), AN_OK);
            kept_of(kept, sizeof kept, &doc);
            assert_string_equal(kept, "Ok.");
            an_document_clear(&doc);
            an_buf_clear(&text);
        }
    }
}

/* Each allocation that can fail is told. */
static void test_out_of_memory(void **state)
{
    (void)state;
    for (size_t n = 1;; n++) {
        an_document doc = {.text = AN_LIT(STAMP "From: A\nDate: 18 Jan 2013\nTo: B\nSubject: s\n\nx\n1\n" STAMP)};
        an_error err = {0};
        bool mail;
        an_status st;

        an_alloc_fail_at(n, true);
        st = an_mail_read(&doc, &mail, &err);
        an_alloc_fail_at(0, false);
        an_document_clear(&doc);
        if (st == AN_OK)
            break;
        assert_int_equal(st, AN_ERR_NOMEM);
        assert_true(n < 200);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_table),     cmocka_unit_test(test_known_stays),   cmocka_unit_test(test_pages),
        cmocka_unit_test(test_any_lines), cmocka_unit_test(test_disclaimer_anywhere), cmocka_unit_test(test_out_of_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
