# Every sentence a person reads. One message per fact pattern; the code passes facts, never words.

language = English

# --- orders ---------------------------------------------------------------------------------
not-a-command = Start with /animate and an effect, for example “/animate melt”.
bad-command = I could not read “{ $near }”; write options as name=value, with quotes around spaces.
no-picture = Add a picture first, then say /animate and an effect.
picture-unavailable = That picture could not be fetched; send it again.
wrong-channel = Orders are taken in { $allowed } here.
role-missing = Orders are taken here from people with one of these roles: { $allowed }.
sign-in-refused = { $platform } does not know this bot's token; copy it again from the application's page.
admins-only = Only the admins of this server may do that.
operator-only = Only the people who run this bot may do that.
no-effect = Say which effect you would like, for example “/animate melt”.
unknown-effect = There is no effect called “{ $name }”; /effects lists them all.
unknown-effect-near = There is no effect called “{ $name }”; did you mean { $nearest }?
needs-model = “{ $name }” needs an image-to-video model, which the operator sets up under { $setting } in the settings; the nearest effect here is “/animate { $nearest }”.
unknown-option = “{ $option }” is not an option here; there are { $allowed }.
bad-option = { $option } takes { $allowed }, not “{ $value }”.
too-long = Your clips can be up to { $longest } s long, not { $seconds } s; choose a shorter duration.

# --- pictures -------------------------------------------------------------------------------
picture-not-a-picture = That is not a picture I can open; send a JPEG, PNG, WebP, GIF, AVIF or HEIC file.
picture-damaged = That picture is damaged; save it again or send another one.
picture-bomb = That picture is built to exhaust the machine that opens it; send another one.
picture-heic-unreadable = That kind of HEIC cannot be opened here; save the picture as a JPEG and send it again.
picture-too-few-bytes = That file is too small to be a picture; send another one.
picture-too-many-bytes = That file is larger than the limit of { $limit } MB; send a smaller one.
picture-too-small = That picture is { $actual } pixels at its shorter side; it needs at least { $limit }.
picture-too-large = That picture is { $actual } pixels at its longer side and the limit is { $limit }; scale it down and send it again.
picture-too-many-pixels = That picture has { $actual } megapixels and the limit is { $limit }; scale it down and send it again.
picture-too-narrow = That picture is too long and thin to animate; crop it to at most { $limit } to 1.
picture-timed-out = That picture took too long to open; save it as a JPEG and send it again.

# --- sounds ---------------------------------------------------------------------------------
needs-sound = “/animate { $effect }” moves to a voice note; attach one beside the picture and send both.
takes-no-sound = “{ $effect }” plays no sound; leave the recording out or choose { $instead }.
sound-not-a-sound = That is not a recording I can play; send OGG, MP3, M4A, WAV or WebM.
sound-damaged = That recording is damaged; save it again or send another one.
sound-silent = There is nothing to hear in that recording; check the microphone and record it again.
sound-too-short = That recording lasts { $actual } s; it needs at least { $limit } s.
sound-too-long = That recording is longer than { $limit } s; send a shorter one.
sound-too-many-bytes = That recording is larger than the limit of { $limit } MB; send a smaller one.
sound-timed-out = That recording took too long to open; save it as an MP3 and send it again.

# --- credits and limits ---------------------------------------------------------------------
not-enough-credits = This costs { $needed ->
        [one] { $needed } credit
       *[other] { $needed } credits
    } and you have { $available }; { $next } more come { $when }.
not-enough-credits-ever = This costs { $needed ->
        [one] { $needed } credit
       *[other] { $needed } credits
    } and you have { $available }; ask the people who run this bot for more.
too-many-jobs = You have { $allowed ->
        [one] a clip
       *[other] { $allowed } clips
    } in the making, which is the limit; wait for one or cancel it.
queue-full = The line is full ({ $capacity } clips); nothing was charged, please try again in a few minutes.
cooling-down = Please wait until { $when } before your next order.
gpu-budget-spent = Today's rendering time is used up; it starts anew { $when }.
account-too-young = The daily credits start for your account { $when }.
orders-stopped = New orders are paused while the operator checks the books; nothing was charged.
allowance-is-back = Your credits are back: { $amount ->
        [one] { $amount } is
       *[other] { $amount } are
    } there to spend.
notice-asked = I will tell you when your credits are back.
request-key-reused = This order was already placed with other settings; place it once more as a new one.
busy = The database is busy right now; nothing was charged, please try again.
grant-refused = This grant is not allowed ({ $rule }); up to { $allowed } would be.
pool-empty = The server's pool holds { $available } and this takes { $needed }; ask the operator to fund it.
no-pool = This server has no pool yet; ask the operator to fund one.
proposal-closed = This proposed grant was decided before or has lapsed.
account-unknown = There is no account called { $account }.
bad-amount = { $amount } is not an amount; give a whole number from 1 to 1,000,000,000.

# --- jobs -----------------------------------------------------------------------------------
shutting-down = Zoetrope is restarting; nothing was charged, please try again in a minute.
clip-gone = That is kept for { $hours } hours and is gone now; send the picture again.
not-yours = There is no such clip among yours.
job-cancelled = Cancelled; your { $price ->
        [one] credit is
       *[other] { $price } credits are
    } back.
job-failed = Something broke while making this clip; your { $price ->
        [one] credit is
       *[other] { $price } credits are
    } back. Please try another effect.
job-too-slow = This clip took too long and was stopped; your { $price ->
        [one] credit is
       *[other] { $price } credits are
    } back. Try a shorter one.
job-too-poor = This picture and effect did not make a clip worth keeping; your { $price ->
        [one] credit is
       *[other] { $price } credits are
    } back. Please try another effect.
job-no-subject = The subject of this picture cannot be cut out for certain; your { $price ->
        [one] credit is
       *[other] { $price } credits are
    } back. Order it with object=photo to use the whole picture.
job-model-broken = The model for this clip cannot be loaded right now; your { $price ->
        [one] credit is
       *[other] { $price } credits are
    } back. The operator finds the reason in the log.
job-out-of-memory = This clip needs more memory than there is here; your { $price ->
        [one] credit is
       *[other] { $price } credits are
    } back. Try a shorter one or another shape.
job-overdue = This order waited for a day and was given up; your { $price ->
        [one] credit is
       *[other] { $price } credits are
    } back.
job-crashed = This clip could not be made in three tries; your { $price ->
        [one] credit is
       *[other] { $price } credits are
    } back. Please try another effect.
account-deleted = Your account was deleted, and this order with it.
job-undeliverable = The clip could not be brought to you; your { $price ->
        [one] credit is
       *[other] { $price } credits are
    } back.
job-outcome-unknown = The clip may not have arrived; your { $price ->
        [one] credit is
       *[other] { $price } credits are
    } back.
unexpected = Something went wrong on our side; nothing was charged. Please try again.
servers-only = That is about a group's pool; say it in the group.
stale-button = This button is from an earlier version; send the command again.
not-your-button = This button belongs to somebody else; send a picture of your own.
bad-usage = Type it like this: { $usage }.

# --- Telegram -------------------------------------------------------------------------------
tg-cancel = Cancel
tg-again = Again · { $price }
tg-other = Another effect
tg-longer = { $much } s · { $price }
tg-variants = { $much } variants · { $price }
tg-delete = Delete
tg-offer = { $effect } · { $price }
tg-opening = { $effect }, { $seconds } s, { $price ->
        [one] 1 credit
       *[other] { $price } credits
    }
    Opening your picture.
tg-queued = { $effect }, { $price ->
        [one] 1 credit
       *[other] { $price } credits
    }
    Place { $place } in line, ready in about { $time }.
tg-running = { $effect }, { $price ->
        [one] 1 credit
       *[other] { $price } credits
    }
    { $bar } { $share } %, about { $time } to go.
tg-finishing = { $effect }, { $price ->
        [one] 1 credit
       *[other] { $price } credits
    }
    Finishing the clip.
tg-caption = { $effect }, { $seconds } s · { $price ->
        [0] free
        [one] 1 credit spent
       *[other] { $price } credits spent
    }, { $balance } left · seed { $seed }
    { $licence }
tg-caption-variant = { $effect }, { $seconds } s · seed { $seed }
    { $licence }
tg-ready = Your clip is ready.
tg-talk = Send me a picture, with the caption /animate melt or without. /help says more.
tg-moved = Your clip is on its way.
tg-welcome = Send me a picture and I bring it to life: with the caption /animate melt, or without, to choose from { $count } effects. This is what melt does to a cup of coffee.

    You have { $balance } credits; clips cost from { $cheapest }.
    Clips are made by a machine and marked as such. /help says more, /privacy what is kept.
tg-help = Send a picture with the caption /animate melt, or reply /animate melt to one. A picture alone brings up all effects with their prices.

    Options follow the effect: /animate melt strength=0.8 duration=6 seed=42
    The price is shown before you spend it; a clip that does not arrive costs nothing.

    { $commands }
tg-choose = What should happen to it? The number is the price in credits.
tg-choose-look = { $count } effects; tap one to see it. The number is the price in credits.
tg-album = { $count } pictures. Which one should it be?
tg-album-all = All { $count }
tg-effect-chosen = Now send me the picture to { $effect }.
tg-effect-card = { $effect }: the picture { $summary }.
    { $price ->
        [one] 1 credit
       *[other] { $price } credits
    } · options: { $options }
    To use it, send a picture with the caption /animate { $effect }
tg-balance = You have { $amount ->
        [one] 1 credit
       *[other] { $amount } credits
    }.
tg-reserved = { $amount } more are set aside for clips in the making.
tg-more = { $amount } more come { $when }.
tg-notice = Tell me when they are there
tg-notice-asked = I will tell you.
tg-no-history = No clips yet. Send me a picture.
tg-past-queued = { $when } · { $effect } · in line
tg-past-running = { $when } · { $effect } · being made
tg-past-delivered = { $when } · { $effect } · { $price ->
        [one] 1 credit
       *[other] { $price } credits
    }
tg-past-failed = { $when } · { $effect } · failed, nothing spent
tg-past-cancelled = { $when } · { $effect } · cancelled, nothing spent
tg-no-clip = There is no clip of yours that is still kept.
tg-nothing-to-cancel = Nothing of yours is in the making.
tg-cancelled = Cancelled.
tg-too-late = That clip was finished already.
tg-accepted = On its way.
tg-deleted = Deleted.
tg-cannot-delete = Telegram does not let me delete messages that old; delete it yourself.
tg-usage-report = /report, as a reply to the clip, with a few words
tg-usage-grant = /grant 20, as a reply to a message of whoever gets it
tg-usage-revoke = /revoke 20 or /revoke, as a reply to a message of whoever has it
tg-usage-fund = /fund 500
tg-usage-mint = /mint 50, as a reply, or /mint 50 and their Telegram id
tg-usage-refund = /refund, the payer's Telegram id and the charge id
tg-reported = { $account } reports this clip: { $words }
tg-report-taken = Thank you. The people who run this bot will look at it.
tg-settings = Your settings. The language is also Telegram's own unless you choose one here.
tg-own-length = As the effect likes
tg-spoiler = Hide my clips until tapped
tg-saved = Saved.
tg-privacy = Your pictures and clips are kept for { $hours } hours, so that Again works, and are then deleted. Where and with what a picture was taken is removed at once. Your Telegram id, credits and the list of your orders are kept until you delete them. Nothing is sent anywhere but back to you.
tg-export = Send me my data
tg-erase = Delete everything
tg-erase-yes = Yes, delete my account
tg-erase-no = No, keep it
tg-erased = Your account is deleted: pictures, clips, settings and credits. The books keep amounts without a name.
tg-buy = Credits that do not expire, for Telegram Stars:
tg-pack = { $amount } credits · { $stars } ⭐
tg-pack-title = { $amount } credits
tg-pack-description = { $amount } credits for clips; they do not expire.
tg-pack-gone = This pack is not on offer any more; see /buy. You were not charged.
tg-bought = Thank you: { $amount } credits are yours. You have { $balance } now.
tg-refunded = The Stars are back; { $amount } unspent credits were taken off.
tg-paysupport = About a payment: { $support }
tg-pool = This group's pool holds { $balance }; { $held } are granted and unspent, { $spent } were spent.
tg-granted = { $amount } credits, to be spent in this group within { $days } days.
tg-proposed = { $amount } credits at once need a second admin's word.
tg-approve = Approve
tg-approved = Approved: { $amount } credits were given.
tg-revoked = { $amount } unspent credits went back to the pool.
tg-minted = { $amount } credits for { $account }.
tg-status = { $running } being made, { $waiting } in line.
tg-command-start = What this does
tg-command-animate = Animate a picture: reply to one, or write it as its caption
tg-command-effects = All effects, with previews and prices
tg-command-balance = Your credits
tg-command-history = Your latest clips
tg-command-last = Your last clip once more
tg-command-cancel = Stop your clips in the making
tg-command-settings = Language, length, spoiler
tg-command-privacy = What is kept, your data, deleting it
tg-command-report = Report a clip (as a reply to it)
tg-command-help = How to use it
tg-command-buy = Buy credits with Stars
tg-command-paysupport = Help with a payment
tg-command-grant = Give somebody credits from the group's pool (as a reply)
tg-command-revoke = Take back what is unspent (as a reply)
tg-command-pool = The group's pool
tg-command-fund = Put credits into this group's pool
tg-command-mint = Give somebody credits (as a reply)
tg-command-status = How the bot is doing

# --- the operator ---------------------------------------------------------------------------
second-poller = Another process works with the same { $platform } token; stop it first.
folder-in-use = Another Zoetrope (process { $pid }) works on { $folder }; stop it first or choose another folder.
database-damaged = The database { $path } is damaged ({ $detail }); restore a backup.
schema-too-new = The database was written by a newer Zoetrope (version { $found }, this one knows { $known }); update first.
two-sqlite = The package { $package } is installed and would destroy the database; uninstall it.
disk-full = The disk with { $folder } is full; nothing was charged. Make room and try again.
backup-unsound = The backup { $path } did not pass its checks and was not used: { $violations }.
cannot-write = { $path } cannot be written: { $why }.
cannot-read = { $path } cannot be read: { $why }.

# --- times ----------------------------------------------------------------------------------
in-minutes = in { $minutes ->
        [one] a minute
       *[other] { $minutes } minutes
    }
in-hours = in { $hours ->
        [one] an hour
       *[other] { $hours } hours
    }
in-days = in { $days ->
        [one] a day
       *[other] { $days } days
    }

# --- the web page ---------------------------------------------------------------------------
web-language = en
web-intro = Add a picture, name what should happen to it, and a clip comes back.
web-welcome = Bring a picture to life
web-starters = Effects
web-category-model = Models
web-category-transform = Transform
web-category-depth = Depth
web-category-motion = Motion
web-category-light = Light
web-category-style = Style
web-category-camera = Camera
web-samples = No picture at hand? Take one of these.
web-sample-astronaut = Astronaut
web-sample-cat = Cat
web-sample-coffee = Coffee
web-sample-galaxies = Galaxies
web-sample-rocket = Rocket
web-conversation = Conversation
web-balance-label = Balance
web-balance = { $amount ->
        [one] 1 credit
       *[other] { $amount } credits
    }
web-more = { $amount } more { $when }
web-command = Command
web-placeholder = /animate melt
web-completion = Suggestions
web-attach = Add a picture or a voice note
web-detach = Remove the picture
web-detach-sound = Remove the voice note
web-settings = Settings
web-send = Send
web-drop = Drop the picture to add it
web-effect = Effect
web-seed = Chance: the same seed makes the same clip again; left out, every clip differs.
web-range = { $minimum } to { $maximum }
web-yes = yes
web-no = no
web-price = { $price ->
        [one] 1 credit
       *[other] { $price } credits
    }
web-quote = { $length } s clip for { $price ->
        [one] 1 credit
       *[other] { $price } credits
    }, which leaves { $left }.
web-quote-too-much = { $length } s clip for { $price ->
        [one] 1 credit
       *[other] { $price } credits
    }; you have { $balance }.
web-start-hint = Type / for the effects, or paste a picture.
web-sound-hint = Now add a voice note: attach, paste or drop one.
web-picture-hint = Now add a picture: attach, paste or drop one.
web-no-picture = Add a picture first: attach one, paste it or drop it here.
web-no-command = Say what should happen to it, for example /animate melt.
web-too-large = That file is larger than { $limit } MB; send a smaller one.
web-same-picture = The same picture again
web-sent = Your picture
web-clip = Clip of
web-progress = Progress
web-next-in-line = Next in line, ready in about { $time }.
web-queued = Place { $place } in line, ready in about { $time }.
web-running = Drawing the frames, about { $time } to go.
web-finishing = Finishing the clip.
web-length = { $seconds } s
web-seconds = { $seconds } s
web-minutes = { $minutes } min
web-spent = { $price ->
        [0] This was free
        [one] 1 credit spent
       *[other] { $price } credits spent
    }
web-left = { $spent }, { $left } left
web-seed-is = seed { $seed }
web-size = { $width } × { $height }
web-cancel = Cancel
web-cancelling = Cancelling
web-again-for = Again for { $price ->
        [one] 1 credit
       *[other] { $price } credits
    }
web-again-hint = The same with a new seed
web-variants-for = { $count } variants for { $price ->
        [one] { $price } credit
       *[other] { $price } credits
    }
web-variants-hint = Several at once, each with a seed and strength of its own
web-variant = Variant
web-tell-me = Tell me when they are back
web-another = Another effect
web-download = Download
web-clip-gone = This clip is no longer kept.
web-accepted = Your order was accepted.
web-ready = Your clip is ready.
web-link-lost = Connection lost. Trying again.
web-unreachable = Zoetrope did not answer; check that it is running and send again. The same order is never charged twice.
web-forbidden = This request did not come from the page itself and was refused.
web-no-session = Your session has ended; reload the page.
web-noscript = This page needs JavaScript.
