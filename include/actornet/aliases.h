/**
 * @file aliases.h
 * The forms that each actor goes by in documents or in mention lines, the rule that made each its name, and where it stands first.
 *
 *     an_aliases *aliases = NULL;
 *     if (an_aliases_of_documents(&aliases, lexicon, paths, path_count, &run, report, &watch, &err) == AN_OK) {
 *         size_t count;
 *         const an_named_actor *actors = an_aliases_actors(aliases, &count);
 *         …
 *     }
 *     an_aliases_free(aliases);
 */
#ifndef ACTORNET_ALIASES_H
#define ACTORNET_ALIASES_H

#include "actornet/pipeline.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct an_aliases an_aliases;

/** A form of an actor. */
typedef struct an_alias_form {
    const char *form;
    const char *by; /**< the rule that made it a name of the actor most often, else what found it: "surname", "initials", "dict" … */
    int64_t mentions, documents;
    const char *document; /**< the first that has it */
    size_t start, end;    /**< there, in code points */
    const char *sentence; /**< around it, on one line; "" when there is no text */
} an_alias_form;

/** An actor and its forms, the commonest first, then by code point. */
typedef struct an_named_actor {
    const char *key, *label, *type;
    int64_t mentions, documents;
    const an_alias_form *forms;
    size_t form_count;
} an_named_actor;

/** Extract documents as an_build() would. AN_ERR_NOT_FOUND when none could be read. */
AN_API AN_MUST_CHECK an_status an_aliases_of_documents(an_aliases **out, const an_lexicon *lexicon, const char *const *paths, size_t path_count,
                                                       const an_run_options *options, an_report *report, const an_observer *watch,
                                                       an_error *err);
/** Read mention lines as an_link() does. */
AN_API AN_MUST_CHECK an_status an_aliases_of_mentions(an_aliases **out, const char *const *paths, size_t path_count,
                                                      const an_run_options *options, an_report *report, const an_observer *watch, an_error *err);
/** All actors, those named most often first, then by key. They last as long as `aliases`. */
AN_API const an_named_actor *an_aliases_actors(const an_aliases *aliases, size_t *count);
/** The actor that a person means by NAME: its key, else its label, else one of its forms; then the same without regard to case and accents.
    AN_ERR_NOT_FOUND; AN_ERR_INVALID when several fit. */
AN_API AN_MUST_CHECK an_status an_aliases_find(const an_aliases *aliases, const char *name, size_t *actor, an_error *err);
AN_API void an_aliases_free(an_aliases *aliases);

/** Whether a regular file holds mention lines: its first line is an object with `mentions`. "-" is standard input, if it is such a file; it is
    left where it is. */
AN_API bool an_is_mention_file(const char *path);

#ifdef __cplusplus
}
#endif
#endif
