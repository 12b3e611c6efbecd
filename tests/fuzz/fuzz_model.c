/* Weights of any content: a file is refused with a place and a clear message, or every row of it is one that features can ask for. */
#include "fuzz.h"

#include "extract/tagger/features.h"
#include "extract/tagger/model.h"

static bool take(void *payload, const an_model_row *row)
{
    uint64_t id;

    HOLDS(an_template_name(row->template_) != NULL);
    HOLDS(an_feature_read(&id, row->template_, row->key) && id == row->id);
    ++*(size_t *)payload;
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    an_str in = fuzz_input(data, size);
    an_model *model;
    an_error err = {0};
    size_t rows = 0;
    an_status st = an_model_read(in, "m.tsv", take, &rows, &err);

    HOLDS(st == AN_OK || (st == AN_ERR_SYNTAX && err.line > 0 && err.message[0]));
    HOLDS(an_model_load(&model, fuzz_file("m.tsv", in), &err) == st);
    if (st == AN_OK) {
        an_sums sum = {0};
        uint64_t ids[] = {0, 1, UINT64_MAX};
        HOLDS(model->rows <= rows);
        for (size_t i = 0; i < 3; i++)
            an_model_add(model, 0, ids[i], &sum);
    }
    an_model_free(model);
    return 0;
}
