/* `train`: annotated text to the weights of the name tagger. */
#include "cli/command.h"
#include "cli/input.h"
#include "cli/output.h"

static void print_facts(cli_session *session, const an_train_facts *facts)
{
    cli_text text = {0};
    if (session->options->quiet)
        return;
    cli_add_things(&text, facts->documents, "document");
    cli_add_text(&text, ", ");
    if (session->options->word_groups) {
        cli_add_things(&text, facts->words, "word");
    } else {
        cli_add_things(&text, facts->names, "name");
        if (facts->lost)
            cli_addf(&text, " (%zu more left out: by their letters no names)", facts->lost);
        if (facts->sentences)
            cli_addf(&text, "; %zu of %zu sentences without annotation", facts->sentences_kept, facts->sentences);
        cli_add_text(&text, "; ");
        cli_add_things(&text, facts->rows, "weight");
        cli_addf(&text, " of %zu features", facts->features);
    }
    fprintf(stderr, "%s\n", text.ptr);
    cli_text_clear(&text);
    if (!session->options->word_groups)
        cli_message(session->terminal, AN_NOTE, "the weights hold words of the text they were fitted on; do not hand them on when it is confidential");
}

int cli_train(cli_session *session)
{
    const cli_options *options = session->options;
    an_observer watch = cli_observer(session->terminal);
    an_lexicon *lexicon = NULL;
    an_train_facts facts;
    an_error err = {0};
    an_train_options how;
    cli_file file;
    if (options->outputs.count != 1)
        return cli_usage_error(session, "train writes one model: give its name with -o FILE");
    an_train_options_default(&how);
    how.texts = options->words.items;
    how.text_count = options->words.count;
    how.unlabelled = options->unlabelled.items;
    how.unlabelled_count = options->unlabelled.count;
    how.groups = options->word_groups;
    how.without = options->without.items;
    how.without_count = options->without.count;
    how.from = options->start_from;
    how.note = options->note;
    how.epochs = (unsigned)options->epochs;
    how.rounds = (unsigned)options->rounds;
    how.sure = options->sure;
    how.dropout = options->dropout;
    how.thin = options->thin;
    how.capitals = options->capitals;
    how.prune = options->prune;
    int status = cli_file_open(&file, options->outputs.items[0], session);
    if (status != CLI_DONE)
        return status;
    status = cli_load_lexicon(&lexicon, session);
    if (status == CLI_DONE) {
        an_status st = an_train(file.stream, lexicon, &how, &facts, &watch, &err);
        status = st != AN_OK ? cli_failure(session->terminal, &err) : cli_file_close(&file, session);
    }
    if (status == CLI_DONE)
        print_facts(session, &facts);
    cli_file_abort(&file);
    an_lexicon_free(lexicon);
    return status;
}
