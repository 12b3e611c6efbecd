# Sourced by scripts/train and scripts/ablate: the texts that the tagger is fitted on, and how much each counts. $here is the project, $folder
# holds the texts; `prepare` makes $work, which goes at the end.
program=${ACTORNET:-$here/build/release/actornet}

# Judged stretches (training/news.tsv) and the texts they are of to annotated lines.
judge() { # marks, texts
    awk 'BEGIN {
        FS = "\t"
        split("person organization location nationality other other", name, " ")
        letters = "POLNM!"
    }
    FNR == NR { if (!/^#/) marks[$1] = $2; next }
    match($0, /^\{"id": "[^"]*"/) && (id = substr($0, 9, RLENGTH - 9)) in marks {
        mentions = ""
        count = split(marks[id], mark, " ")
        for (i = 1; i <= count; i++) {
            split(mark[i], at, /[-!A-Z]/)
            letter = substr(mark[i], length(mark[i]))
            mentions = mentions (i > 1 ? ", " : "") "{\"start\": " at[1] ", \"end\": " at[2] ", \"type\": \"" \
                       name[index(letters, letter)] "\"" (letter == "!" ? ", \"ignore\": true}" : "}")
        }
        print substr($0, 1, length($0) - 1) ", \"mentions\": [" mentions "]}"
    }' "$1" "$2"
}

# The mails of the US Department of State as lines of id and text, which is theirs as the program reads it.
mails() {
    tar -xzf "$folder/clinton-june.tar.gz" -C "$work"
    "$program" extract "$work/clinton-june" --quiet --no-default-dict --names dictionary |
        sed 's/^{"id":"\([^"]*\)\.txt",.*,"text":"/{"id": "\1", "text": "/; s/","mentions":\[.*$/"}/'
}

prepare() {
    [ -x "$program" ] || { echo "no program '$program': build it first (scripts/build release)" >&2; exit 1; }
    for file in wikigold crossner uner uner_ewt_train litbank btc wnut; do
        [ -f "$folder/$file.jsonl" ] || { echo "no '$file.jsonl' in '$folder'" >&2; exit 1; }
    done
    [ -f "$folder/clinton-june.tar.gz" ] || { echo "no 'clinton-june.tar.gz' in '$folder'" >&2; exit 1; }
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    news=$work/news_unlabelled.jsonl # the names are in the head of the weights
    judged=$work/news_judged.jsonl
    gzip -dc "$folder/news_unlabelled.jsonl.gz" >"$news"
    judge "$here/training/news.tsv" "$news" >"$judged"
    mail=$work/mails_judged.jsonl
    mails >"$work/mails.jsonl"
    judge "$here/training/mail.tsv" "$work/mails.jsonl" >"$mail"
    written=$work/written.jsonl
    "$here/scripts/marked" "$here/training/written.txt" >"$written"
}

fit() { # output, data folder, more texts and options of train
    out=$1 data=$2
    shift 2
    "$program" train --quiet --data "$data" "$folder/wikigold.jsonl" "$folder/crossner.jsonl" "$folder/uner.jsonl" \
        "$folder/uner_ewt_train.jsonl:0.5" "$folder/litbank.jsonl:0.3" "$folder/btc.jsonl:0.3" "$folder/wnut.jsonl:0.4" \
        "$judged:3" "$mail:2" "$written:1.2" --capitals 0.4 --prune 0.322 "$@" -o "$out"
}
