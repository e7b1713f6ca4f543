"""The verbs of the command line, each with the line that says what it does. One module of this room per verb."""

VERBS: dict[str, str] = {
    "run": "read reports, find their claims, group them into stories, reconcile the figures",
    "read": "take reports into the ledger, and do no more",
    "extract": "find the claims of every report that these rules have not read yet",
    "collate": "group the reports of the ledger into stories",
    "reconcile": "count each thing once, check the sums, follow the running totals",
    "show": "stories, tallies, findings and problems, in the terminal",
    "search": "find reports and claims by words, place, time, source …",
    "total": "one number over many stories, and what it is made of",
    "explain": "one claim: its words in context, what each part rests on, the rules that found it",
    "why": "two reports: why they tell one story, or why they do not",
    "page": "write the ledger as one HTML file that opens anywhere",
    "judge": "record what a person decided, which wins over the rules",
    "diff": "what changed between two runs, in terms of claims and tallies",
    "verify": "prove that nothing in the ledger was altered",
    "archive": "write the whole ledger into one file",
    "restore": "make a ledger of an archive",
    "export": "write rows for other programs: jsonl or csv",
    "pack": "teach it a language: begin a pack, check it, try it on a text",
}
