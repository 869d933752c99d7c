# What the bot says on Discord. The sentences that every platform uses stand one folder above.

discord-price = { $price ->
        [one] 1 credit
       *[other] { $price } credits
    }
discord-amount = { $amount ->
        [one] 1 credit
       *[other] { $amount } credits
    }
discord-balance = You have { discord-amount }.
discord-more = { $amount } more { $when }
discord-seed = seed { $seed }
discord-range = { $minimum } to { $maximum }

# --- Discord: messages ----------------------------------------------------------------------
discord-reading = **{ $effect }** · { discord-price } · looking at your picture
discord-looking = Looking at your picture.
discord-next = **{ $effect }** · { discord-price } · next in line, ready { $ready }
discord-queued = **{ $effect }** · { discord-price } · place { $place } in line, ready { $ready }
discord-running = **{ $effect }** · { discord-price } · { $bar } { $percent } % · ready { $ready }
discord-uploading = **{ $effect }** · { discord-price } · { $bar } uploading
discord-will-write = This takes longer than Discord lets this message be edited; the clip comes as a direct message.
discord-spent = { discord-price }, { $left } left
discord-cut = Shortened to { $seconds } s, so that it fits into what Discord takes here.
discord-shrunk = Made { $width } x { $height }, so that it fits into what Discord takes here.
discord-choose-effect = What should happen to it?
discord-choose-picture = Which picture?
discord-effect-price = { $effect } · { discord-price }
discord-button-again = Again · { discord-price }
discord-button-variants = Variants · { discord-price }
discord-button-notify = Tell me when more come
discord-will-tell = I will write you a direct message when your credits are back.
discord-button-longer = Longer · { discord-price }
discord-button-upscale = Upscale · { discord-price }
discord-button-cancel = Cancel, for free
discord-button-delete = Delete
discord-button-form = With options…
discord-button-erase = Delete everything about me
discord-page-back = Back
discord-page-next = More
discord-form-title = Animate
discord-form-order = Effect and options
discord-form-order-hint = For example: melt strength=0.8 duration=6
discord-form-options-hint = For example: strength=0.8 duration=6
discord-help = Add a picture to /animate and choose an effect, or open a message's menu and choose “Animate this image” under Apps. /effects shows them all moving, with their prices. Credits are set aside when you order and spent only when the clip has arrived; /balance says how many you have and when more come. Clips are made by software and marked as such in the file.
discord-lot-allowance = { $amount } of today's allowance
discord-lot-allowance-until = { $amount } of today's allowance
discord-lot-granted = { $amount } granted
discord-lot-granted-until = { $amount } granted, until { $until }
discord-lot-bought = { $amount } bought
discord-lot-bought-until = { $amount } bought, until { $until }
discord-reserved = { $amount } set aside for clips in the making
discord-no-history = Nothing yet.
discord-no-clip = There is no clip of yours that is still kept.
discord-nothing-to-cancel = None of your clips is in the making.
discord-too-late-to-cancel = It was ready before it could be cancelled.
discord-stage-queued = waiting
discord-stage-running = in the making
discord-stage-delivered = done
discord-stage-failed = failed, free
discord-stage-cancelled = cancelled, free
discord-erase-question = This deletes your account: clips in the making are cancelled, your credits, pictures and clips are gone. It cannot be undone.
discord-erased = Your account is deleted.
discord-reported = Thank you. The people who run this bot will look at it.
discord-granted = { $person } got { discord-amount } for this server.
discord-proposed = That much needs a second admin: /credits approve { $number } gives { $person } the { $amount } credits.
discord-revoked = Took back { discord-amount } from { $person }.
discord-pool = This server's pool holds { $balance }; { $held } are granted and not spent, { $spent } were spent.
discord-waiting = Waits for a second admin: { $number }, { $amount } credits for { $person }.
discord-rules = Orders in: { $channels }. Orders by: { $roles }. Tiers: { $tiers }. Log: { $log }.
discord-rules-any = all
discord-funded = { $amount } added; the pool holds { $balance }.
discord-books-sound = The books balance.

# --- Discord: commands (names: lower case, no spaces) ---------------------------------------
discord-command-animate = animate
discord-command-camera = camera
discord-command-effects = effects
discord-command-help = help
discord-command-balance = balance
discord-command-history = history
discord-command-last = last
discord-command-cancel = cancel
discord-command-privacy = privacy
discord-command-export = export
discord-command-delete = delete
discord-command-report = report
discord-command-credits = credits
discord-command-grant = grant
discord-command-revoke = revoke
discord-command-approve = approve
discord-command-pool = pool
discord-command-settings = settings
discord-command-operator = operator
discord-command-fund = fund
discord-command-verify = verify
discord-menu-animate = Animate this image
discord-menu-again = Animate again with…
discord-about-animate = Bring a picture to life
discord-about-camera = Film a picture with a camera move
discord-about-effects = See every effect moving, with its price
discord-about-help = How this works
discord-about-balance = Your credits and when more come
discord-about-history = Your latest clips
discord-about-last = Show your latest clip again
discord-about-cancel = Cancel a clip in the making, for free
discord-about-privacy = What is kept about you
discord-about-export = Get everything that is kept about you as a file
discord-about-delete = Delete your account and everything of it
discord-about-report = Report a clip to the people who run this bot
discord-about-credits = This server's credits
discord-about-grant = Give somebody credits from this server's pool
discord-about-revoke = Take unspent credits of this server back
discord-about-approve = Approve another admin's large grant
discord-about-pool = What this server's pool holds
discord-about-acts = Who granted what to whom
discord-about-settings = Where orders are taken, from whom, and where acts are logged
discord-about-operator = For the people who run this bot
discord-about-fund = Fill a server's pool
discord-about-mint = Give somebody credits for everywhere
discord-about-verify = Check that the books balance
discord-option-effect = What should happen to it
discord-option-image = The picture
discord-option-prompt = What should happen, in words
discord-option-sound = A recording, for effects that move to a voice
discord-option-options = For example: strength=0.8 duration=6
discord-option-move = The camera move
discord-option-amount = How far the camera goes, 0 to 1
discord-option-seconds = Length of the clip
discord-option-clip = Which one; without it, the latest
discord-option-reason = What is wrong with it
discord-option-link = Link to the message
discord-option-person = Who
discord-option-credits = How many credits
discord-option-note = Why; kept in the log
discord-option-number = Number of the proposal
discord-option-channel = Take orders here too (none chosen: everywhere)
discord-option-role = Take orders from people with this role too (none chosen: everybody)
discord-option-log = Report grants and settings to this channel
discord-option-tier-role = Role that gets a tier
discord-option-tier = Tier for that role
discord-option-reset = Forget all choices first
discord-option-server = Number of the server
