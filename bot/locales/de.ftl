# Deutsch. The English file has the same messages; effects and options are English in the code.

language = Deutsch

# --- words that the sentences below share ---------------------------------------------------
price = { $price ->
        [one] 1 Credit
       *[other] { $price } Credits
    }
amount = { $amount ->
        [one] 1 Credit
       *[other] { $amount } Credits
    }
credits-are-back = { $price ->
        [0] es wurde nichts ausgegeben
        [one] dein Credit ist wieder da
       *[other] deine { $price } Credits sind wieder da
    }
seconds = { $seconds } s
minutes = { $minutes } min
date = { DATETIME($moment, dateStyle: "medium", timeStyle: "short") } UTC
range = { $minimum } bis { $maximum }
one-of = eines von { $choices }
allowed-text = einen Text, der weder leer noch sehr lang ist
allowed-words = englische Wörter wie golden hour, sunrise, noon, dusk, moonlight, candlelight, warm, cold, soft, dramatic, from the left, right, above, below oder front
allowed-curve = zwei oder mehr Zahlen von 0 bis 1, zum Beispiel "0 0.1 0.9 1"
allowed-waypoints = Zahlenpaare von -1 bis 1, zum Beispiel "1,0 0,1 -1,0"
category-model = Modelle
category-transform = Verwandlung
category-depth = Tiefe
category-motion = Bewegung
category-light = Licht
category-style = Stil
category-camera = Kamera

# --- orders ---------------------------------------------------------------------------------
not-a-command = Beginne mit /animate und einem Effekt, zum Beispiel „/animate melt“.
bad-command = „{ $near }“ konnte ich nicht lesen; schreib Optionen als name=wert und setze Leerzeichen in Anführungszeichen.
no-picture = Füge zuerst ein Bild hinzu und schreib dann /animate und einen Effekt.
picture-unavailable = Diese Datei ließ sich nicht abholen; schick sie noch einmal.
wrong-channel = Bestellungen werden hier in { $allowed } angenommen; schreib dort.
role-missing = Bestellen kann hier, wer eine dieser Rollen hat: { $allowed }; bitte die Admins um eine.
sign-in-refused = { $platform } kennt das Token dieses Bots nicht; kopiere es noch einmal von der Seite der Anwendung.
admins-only = Das dürfen nur die Admins dieses Servers; frag sie.
operator-only = Das dürfen nur die Betreiber dieses Bots; frag sie.
no-effect = Sag, welchen Effekt du möchtest, zum Beispiel „/animate melt“.
unknown-effect = Einen Effekt namens „{ $name }“ gibt es nicht; /effects zeigt alle.
unknown-effect-near = Einen Effekt namens „{ $name }“ gibt es nicht; meintest du { $nearest }?
needs-model = „{ $name }“ braucht ein Bild-zu-Video-Modell, das der Betreiber unter { $setting } in den Einstellungen einrichtet; am nächsten kommt hier „/animate { $nearest }“.
unknown-option = „{ $option }“ ist hier keine Option; es gibt { $allowed }.
bad-option = { $option } nimmt { $allowed }, nicht „{ $value }“.
needs-prompt = Sag, was passieren soll: Ergänze prompt="die Wellen rollen heran".
too-long = Deine Clips können bis zu { $longest } s lang sein, nicht { $seconds } s; wähle eine kürzere Dauer (duration).
upscale-too-large = Deine Clips können an der längeren Seite bis zu { $most } Pixel haben, dieser hätte { $side }; behalte ihn, wie er ist, oder wähle ein kleineres upscale.
picture-too-coarse = Dieses Bild hat an der längeren Seite { $side } Pixel, und kein Clip wird größer als das { $times }-Fache seines Bildes; schick ein größeres Bild.
already-upscaled = Diesen Clip hast du schon hochskaliert bestellt; er ist unter deinen letzten Clips.
needs-upscaler = Clips, die ein Modell zeichnet, brauchen zum Hochskalieren ein weiteres Modell, das der Betreiber unter [upscaler] in den Einstellungen angibt; behalte diesen, wie er ist.

# --- pictures -------------------------------------------------------------------------------
picture-not-a-picture = Das ist kein Bild, das ich öffnen kann; schick eine JPEG-, PNG-, WebP-, GIF-, AVIF- oder HEIC-Datei.
picture-damaged = Dieses Bild ist beschädigt; speichere es neu oder schick ein anderes.
picture-bomb = Dieses Bild ist so gebaut, dass es den Rechner überlastet, der es öffnet; schick ein anderes.
picture-heic-unreadable = Diese Art von HEIC lässt sich hier nicht öffnen; speichere das Bild als JPEG und schick es noch einmal.
picture-too-few-bytes = Diese Datei ist zu klein für ein Bild; schick eine andere.
picture-too-many-bytes = Diese Datei ist größer als die erlaubten { $limit } MB; schick eine kleinere.
picture-too-small = Dieses Bild hat an der kürzeren Seite { $actual } Pixel; nötig sind mindestens { $limit }.
picture-too-large = Dieses Bild hat an der längeren Seite { $actual } Pixel, erlaubt sind { $limit }; verkleinere es und schick es noch einmal.
picture-too-many-pixels = Dieses Bild hat { $actual } Megapixel, erlaubt sind { $limit }; verkleinere es und schick es noch einmal.
picture-too-narrow = Dieses Bild ist zu lang und schmal zum Animieren; beschneide es auf höchstens { $limit } zu 1.
picture-timed-out = Dieses Bild zu öffnen hat zu lange gedauert; speichere es als JPEG und schick es noch einmal.

# --- sounds ---------------------------------------------------------------------------------
needs-sound = „/animate { $effect }“ bewegt sich zu einer Sprachnachricht; häng eine neben das Bild und schick beides.
takes-no-sound = „{ $effect }“ spielt keinen Ton; lass die Aufnahme weg oder wähle { $instead }.
sound-not-a-sound = Das ist keine Aufnahme, die ich abspielen kann; schick OGG, MP3, M4A, WAV oder WebM.
sound-damaged = Diese Aufnahme ist beschädigt; speichere sie neu oder schick eine andere.
sound-silent = In dieser Aufnahme ist nichts zu hören; prüf das Mikrofon und nimm sie noch einmal auf.
sound-too-short = Diese Aufnahme dauert { $actual } s; nötig sind mindestens { $limit } s.
sound-too-long = Diese Aufnahme ist länger als { $limit } s; schick eine kürzere.
sound-too-many-bytes = Diese Aufnahme ist größer als die erlaubten { $limit } MB; schick eine kleinere.
sound-timed-out = Diese Aufnahme zu öffnen hat zu lange gedauert; speichere sie als MP3 und schick sie noch einmal.

# --- credits and limits ---------------------------------------------------------------------
not-enough-credits = Das kostet { $needed ->
        [one] { $needed } Credit
       *[other] { $needed } Credits
    }, und du hast { $available }; { $when } kommen { $next } dazu.
not-enough-credits-ever = Das kostet { $needed ->
        [one] { $needed } Credit
       *[other] { $needed } Credits
    }, und du hast { $available }; bitte die Betreiber dieses Bots um mehr.
too-many-jobs = Du hast { $allowed ->
        [one] einen Clip
       *[other] { $allowed } Clips
    } in Arbeit, mehr gehen nicht; warte auf einen oder brich ihn ab.
queue-full = Die Warteschlange ist voll ({ $capacity } Clips); es wurde nichts berechnet, versuch es in ein paar Minuten noch einmal.
cooling-down = Deine nächste Bestellung geht { $when }; warte bitte so lange.
gpu-budget-spent = Die Rechenzeit für heute ist aufgebraucht; neue gibt es { $when }.
account-too-young = Die täglichen Credits beginnen für dein Konto { $when }.
orders-stopped = Neue Bestellungen ruhen, solange der Betreiber die Bücher prüft; es wurde nichts berechnet.
allowance-is-back = Deine Credits sind wieder da: { $amount ->
        [one] { $amount } wartet
       *[other] { $amount } warten
    } auf dich.
notice-asked = Ich sage dir Bescheid, wenn deine Credits wieder da sind.
request-key-reused = Diese Bestellung gab es schon mit anderen Einstellungen; gib sie noch einmal als neue auf.
busy = Die Datenbank ist gerade beschäftigt; es wurde nichts berechnet, versuch es noch einmal.
grant-refused = { $rule ->
        [self] Niemand kann sich selbst Credits geben; bitte einen anderen Admin darum.
        [same-admin] Das muss ein zweiter Admin bestätigen; bitte einen darum.
        [closed] Der Betreiber hat den Topf dieses Servers geschlossen; bitte ihn, den Topf zu öffnen.
        [bot] Ein Bot kann mit Credits nichts anfangen; wähle eine Person.
        [per-admin] Du hast heute gegeben, was du geben darfst; bis zu { $allowed } gingen noch.
        [per-recipient] Mehr darf diese Person heute nicht bekommen; bis zu { $allowed } gingen noch.
       *[other] Das ist zu viel auf einmal; bis zu { $allowed } gingen.
    }
pool-empty = Im Topf des Servers liegen { $available }, und das braucht { $needed }; bitte den Betreiber, ihn zu füllen.
no-pool = Dieser Server hat noch keinen Topf; bitte den Betreiber, einen zu füllen.
proposal-closed = Über diesen Vorschlag ist schon entschieden, oder er ist verfallen; mach einen neuen.
account-unknown = Ein Konto namens { $account } gibt es nicht.
bad-amount = { $amount } ist keine Anzahl; gib eine ganze Zahl von 1 bis 1.000.000.000 an.

# --- clips ----------------------------------------------------------------------------------
instant-preview = Eine schnelle Vorschau aus der Effekt-Engine; dein Clip von { $model } folgt.
depth-guessed = Sanftes 3D: Wie nah alles ist, wird hier geschätzt; mit einem Tiefenmodell, unter [depth] in den Einstellungen, wird es gemessen.
drawn-smaller = Der Speicher reichte nicht: Das wurde mit { $width } × { $height } gezeichnet und vergrößert; bestell es noch einmal, wenn weniger los ist.

# --- jobs -----------------------------------------------------------------------------------
shutting-down = Zoetrope startet gerade neu; es wurde nichts berechnet, versuch es in einer Minute noch einmal.
clip-gone = Das wird { $hours } Stunden aufbewahrt und ist nicht mehr da; schick das Bild noch einmal.
not-yours = Unter deinen Clips gibt es diesen nicht.
job-cancelled = Abgebrochen; { credits-are-back }.
job-failed = Beim Machen dieses Clips ging etwas kaputt; { credits-are-back }. Versuch es mit einem anderen Effekt.
job-too-slow = Dieser Clip brauchte zu lange und wurde angehalten; { credits-are-back }. Versuch einen kürzeren.
job-too-poor = Aus diesem Bild und diesem Effekt wurde kein guter Clip; { credits-are-back }. Versuch es mit einem anderen Effekt.
job-no-subject = Das Motiv dieses Bildes lässt sich nicht sicher freistellen; { credits-are-back }. Bestelle mit object=photo, dann geschieht es mit dem ganzen Bild.
job-model-broken = Das Modell für diesen Clip lässt sich gerade nicht laden; { credits-are-back }. Der Betreiber findet den Grund im Protokoll.
job-out-of-memory = Dieser Clip braucht mehr Speicher, als es hier gibt; { credits-are-back }. Versuch einen kürzeren oder eine andere Form.
job-worker-lost = Die Maschine, die diesen Clip machte, ist zweimal ausgefallen; { credits-are-back }. Versuch es in ein paar Minuten noch einmal.
job-worker-stalled = Die Maschine, die diesen Clip machte, ist zweimal stehen geblieben; { credits-are-back }. Versuch es in ein paar Minuten noch einmal oder bestell einen kürzeren Clip.
second-try = Der erste Versuch ist misslungen; das ist der zweite, ohne weitere Kosten.
job-overdue = Diese Bestellung hat einen Tag gewartet und wurde aufgegeben; { credits-are-back }.
job-crashed = Dieser Clip gelang auch in drei Versuchen nicht; { credits-are-back }. Versuch es mit einem anderen Effekt.
account-deleted = Dein Konto wurde gelöscht und diese Bestellung mit ihm.
job-undeliverable = Der Clip ließ sich dir nicht bringen; { credits-are-back }.
job-outcome-unknown = Der Clip ist vielleicht nicht angekommen; { credits-are-back }.
unexpected = Bei uns ist etwas schiefgegangen; es wurde nichts berechnet. Versuch es noch einmal.
servers-only = Da geht es um den Topf einer Gruppe; schreib es in der Gruppe.
stale-button = Dieser Knopf stammt aus einer früheren Version; schick den Befehl noch einmal.
not-your-button = Dieser Knopf gehört jemand anderem; schick ein eigenes Bild.
bad-usage = Schreib es so: { $usage }.

# --- Telegram -------------------------------------------------------------------------------
tg-cancel = Abbrechen
tg-again = Noch einmal · { $price }
tg-other = Anderer Effekt
tg-longer = { $much } s · { $price }
tg-variants = { $much } Varianten · { $price }
tg-upscale = Hochskalieren · { $price }
tg-shrunk = Auf { $width } × { $height } verkleinert, damit der Clip in das passt, was Telegram annimmt.
tg-delete = Löschen
tg-offer = { $effect } · { $price }
tg-opening = { $effect }, { $seconds } s, { price }
    Dein Bild wird geöffnet.
tg-queued = { $effect }, { price }
    Platz { $place } in der Reihe, fertig in etwa { $time }.
tg-running = { $effect }, { price }
    { $bar } { $share } %, noch etwa { $time }.
tg-finishing = { $effect }, { price }
    Der Clip wird fertiggestellt.
tg-caption = { $effect }, { $seconds } s · { $price ->
        [0] kostenlos
        [one] 1 Credit ausgegeben
       *[other] { $price } Credits ausgegeben
    }, { $balance } übrig · Seed { $seed }
    { $licence }
tg-caption-variant = { $effect }, { $seconds } s · Seed { $seed }
    { $licence }
tg-ready = Dein Clip ist fertig.
tg-talk = Schick mir ein Bild, mit der Unterschrift /animate melt oder ohne. Mehr sagt /help.
tg-moved = Dein Clip ist unterwegs.
tg-welcome = Schick mir ein Bild, und ich erwecke es zum Leben: mit der Unterschrift /animate melt, oder ohne, um aus { $count } Effekten zu wählen. Das hier macht melt mit einer Tasse Kaffee.

    Du hast { $balance } Credits; Clips kosten ab { $cheapest }.
    Clips macht eine Maschine, und das steht auch darin. /help sagt mehr, /privacy, was aufbewahrt wird.
tg-help = Schick ein Bild mit der Unterschrift /animate melt, oder antworte auf eines mit /animate melt. Ein Bild allein zeigt alle Effekte mit ihren Preisen.

    Optionen folgen dem Effekt: /animate melt strength=0.8 duration=6 seed=42
    Der Preis steht da, bevor du ihn ausgibst; ein Clip, der nicht ankommt, kostet nichts.

    { $commands }
tg-choose = Was soll damit geschehen? Die Zahl ist der Preis in Credits.
tg-choose-look = { $count } Effekte; tippe auf einen, um ihn zu sehen. Die Zahl ist der Preis in Credits.
tg-album = { $count } Bilder. Welches soll es sein?
tg-album-all = Alle { $count }
tg-effect-chosen = Schick mir jetzt das Bild für { $effect }.
tg-effect-card = { $effect }: Das Bild { $summary }.
    { price } · Optionen: { $options }
tg-use = So geht es: Schick ein Bild mit der Unterschrift /animate { $effect }
tg-use-prompt = So geht es: Schick dies als Unterschrift eines Bildes oder als Antwort auf eines: /animate { $effect } prompt="die Wellen rollen heran"
tg-use-voice = So geht es: Antworte auf ein Bild mit einer Sprachnachricht.
tg-balance = Du hast { amount }.
tg-reserved = { $amount } weitere sind für Clips in Arbeit zurückgelegt.
tg-more = Es kommen { $when } { $amount } dazu.
tg-notice = Sag mir Bescheid, wenn sie da sind
tg-notice-asked = Ich sage dir Bescheid.
tg-no-history = Noch keine Clips. Schick mir ein Bild.
tg-past-queued = { date } · { $effect } · in der Reihe
tg-past-running = { date } · { $effect } · in Arbeit
tg-past-delivered = { date } · { $effect } · { price }
tg-past-failed = { date } · { $effect } · misslungen, nichts ausgegeben
tg-past-cancelled = { date } · { $effect } · abgebrochen, nichts ausgegeben
tg-no-clip = Es gibt keinen Clip von dir, der noch aufbewahrt wird.
tg-nothing-to-cancel = Von dir ist nichts in Arbeit.
tg-cancelled = Abgebrochen.
tg-too-late = Dieser Clip war schon fertig.
tg-accepted = Ist unterwegs.
tg-deleted = Gelöscht.
tg-cannot-delete = So alte Nachrichten lässt mich Telegram nicht löschen; lösch sie selbst.
tg-usage-report = /report als Antwort auf den Clip, mit ein paar Worten
tg-usage-grant = /grant 20 als Antwort auf eine Nachricht dessen, der sie bekommt
tg-usage-revoke = /revoke 20 oder /revoke als Antwort auf eine Nachricht dessen, der sie hat
tg-usage-fund = /fund 500
tg-usage-mint = /mint 50 als Antwort, oder /mint 50 und die Telegram-ID
tg-usage-refund = /refund, die Telegram-ID des Zahlers und die Nummer der Zahlung
tg-reported = { $account } meldet diesen Clip: { $words }
tg-report-taken = Danke. Wer diesen Bot betreibt, sieht es sich an.
tg-settings = Deine Einstellungen. Wählst du keine Sprache, gilt die von Telegram.
tg-own-length = Wie der Effekt es mag
tg-spoiler = Meine Clips verdecken, bis man tippt
tg-saved = Gespeichert.
tg-privacy = Deine Bilder und Clips werden { $hours } Stunden aufbewahrt, damit „Noch einmal“ geht, und dann gelöscht. Wo und womit ein Bild aufgenommen wurde, wird sofort entfernt. Deine Telegram-ID, deine Credits und die Liste deiner Bestellungen bleiben, bis du sie löschst. Nichts geht irgendwohin außer zurück zu dir.
tg-export = Meine Daten schicken
tg-erase = Alles löschen
tg-erase-yes = Ja, mein Konto löschen
tg-erase-no = Nein, behalten
tg-erased = Dein Konto ist gelöscht: Bilder, Clips, Einstellungen und Credits. In den Büchern bleiben Beträge ohne Namen.
tg-buy = Credits, die nicht verfallen, für Telegram-Sterne:
tg-pack = { amount } · { $stars } ⭐
tg-pack-title = { amount }
tg-pack-description = { amount } für Clips, ohne Verfallsdatum.
tg-pack-gone = Dieses Paket gibt es nicht mehr; schau bei /buy nach. Es wurde nichts berechnet.
tg-bought = Danke! Das gehört jetzt dir: { amount }. Du hast nun { $balance }.
tg-refunded = Die Sterne sind zurück. Abgezogen, weil nicht ausgegeben: { amount }.
tg-paysupport = Zu einer Zahlung: { $support }
tg-pool = Im Topf dieser Gruppe liegen { $balance }; { $held } sind vergeben und nicht ausgegeben, { $spent } wurden ausgegeben.
tg-granted = { amount }, in dieser Gruppe innerhalb von { $days } Tagen auszugeben.
tg-proposed = { amount } auf einmal: Das muss ein zweiter Admin bestätigen.
tg-approve = Bestätigen
tg-approved = Bestätigt: { amount }.
tg-revoked = Zurück im Topf, weil nicht ausgegeben: { amount }.
tg-minted = { amount } für { $account }.
tg-status = { $running } in Arbeit, { $waiting } in der Reihe.
tg-command-start = Was das hier macht
tg-command-animate = Ein Bild animieren: als Antwort darauf oder als Unterschrift
tg-command-effects = Alle Effekte, mit Vorschau und Preis
tg-command-balance = Deine Credits
tg-command-history = Deine letzten Clips
tg-command-last = Deinen letzten Clip noch einmal
tg-command-cancel = Deine Clips in Arbeit anhalten
tg-command-settings = Sprache, Länge, Verdecken
tg-command-privacy = Was aufbewahrt wird, deine Daten, Löschen
tg-command-report = Einen Clip melden (als Antwort darauf)
tg-command-help = Wie es geht
tg-command-buy = Credits mit Sternen kaufen
tg-command-paysupport = Hilfe bei einer Zahlung
tg-command-grant = Jemandem Credits aus dem Topf der Gruppe geben (als Antwort)
tg-command-revoke = Nicht Ausgegebenes zurücknehmen (als Antwort)
tg-command-pool = Der Topf der Gruppe
tg-command-fund = Credits in den Topf dieser Gruppe legen
tg-command-mint = Jemandem Credits geben (als Antwort)
tg-command-status = Wie es dem Bot geht

# --- the operator ---------------------------------------------------------------------------
second-poller = Ein anderer Prozess arbeitet mit demselben Token für { $platform }; halte ihn zuerst an.
folder-in-use = Ein anderes Zoetrope (Prozess { $pid }) arbeitet mit { $folder }; halte es zuerst an oder wähle einen anderen Ordner.
database-damaged = Die Datenbank { $path } ist beschädigt ({ $detail }); spiel eine Sicherung ein.
schema-too-new = Die Datenbank stammt von einem neueren Zoetrope (Version { $found }, dieses kennt { $known }); bring es zuerst auf den neuen Stand.
two-sqlite = Das Paket { $package } ist installiert und würde die Datenbank zerstören; deinstalliere es.
disk-full = Der Datenträger mit { $folder } ist voll; es wurde nichts berechnet. Schaff Platz und versuch es noch einmal.
backup-unsound = Die Sicherung { $path } bestand ihre Prüfungen nicht und wurde nicht verwendet: { $violations }.
cannot-write = { $path } lässt sich nicht schreiben: { $why }.
no-such-model = Weder in den Einstellungen noch unter den Vorlagen gibt es ein Modell „{ $name }“; es gibt { $known }.
not-acknowledged = Für die Gewichte von { $preset } gilt: { $conditions }; wenn das bei dir zutrifft, setze preset = "{ $preset }" und licence.acknowledged = true in einer Tabelle unter [models] und lade sie dann.
download-no-room = Der Download braucht { $missing } GB, und der Datenträger mit { $source } hat noch { $free } GB; schaff Platz oder setze HF_HOME auf einen Ordner auf einem anderen Datenträger.
download-unreachable = Für { $source } war der Hub nicht zu erreichen; prüfe die Verbindung und dass HF_HUB_OFFLINE nicht gesetzt ist, und lade noch einmal: ganz angekommene Dateien bleiben.
download-no-such-repository = Der Hub zeigt dir kein Repository { $source }; prüfe den Namen oder melde dich mit „hf auth login“ an.
download-no-such-revision = { $source } hat keine solche Revision; prüfe die Revision in den Einstellungen.
download-nothing-there = { $source } hat keine Dateien, aus denen sich das laden ließe; prüfe Repository und Datei in den Einstellungen.
download-gated = Die Macher von { $source } möchten wissen, wer es herunterlädt; nimm auf der Seite ihre Bedingungen an und melde dich mit „hf auth login“ an.

# --- times ----------------------------------------------------------------------------------
in-minutes = in { $minutes ->
        [one] einer Minute
       *[other] { $minutes } Minuten
    }
in-hours = in { $hours ->
        [one] einer Stunde
       *[other] { $hours } Stunden
    }
in-days = in { $days ->
        [one] einem Tag
       *[other] { $days } Tagen
    }

# --- the web page ---------------------------------------------------------------------------
web-intro = Füge ein Bild hinzu, sag, was damit geschehen soll, und zurück kommt ein Clip.
web-welcome = Erweck ein Bild zum Leben
web-starters = Effekte
web-samples = Kein Bild zur Hand? Nimm eines von diesen.
web-sample-astronaut = Astronautin
web-sample-cat = Katze
web-sample-coffee = Kaffee
web-sample-galaxies = Galaxien
web-sample-rocket = Rakete
web-conversation = Unterhaltung
web-balance-label = Guthaben
web-more = { $amount } mehr { $when }
web-command = Befehl
web-placeholder = /animate melt
web-completion = Vorschläge
web-attach = Ein Bild oder eine Sprachnachricht hinzufügen
web-detach = Das Bild entfernen
web-detach-sound = Die Sprachnachricht entfernen
web-settings = Einstellungen
web-send = Senden
web-drop = Lass das Bild los, um es hinzuzufügen
web-effect = Effekt
web-seed = Zufall: Derselbe Seed macht noch einmal denselben Clip; ohne ihn ist jeder Clip anders.
web-quote = Clip von { $length } s für { price }, danach bleiben { $left }.
web-quote-too-much = Clip von { $length } s für { price }; du hast { $balance }.
web-start-hint = Tippe / für die Effekte, oder füge ein Bild ein.
web-sound-hint = Jetzt noch eine Sprachnachricht: anhängen, einfügen oder hierher ziehen.
web-picture-hint = Jetzt noch ein Bild: anhängen, einfügen oder hierher ziehen.
web-no-picture = Füge zuerst ein Bild hinzu: anhängen, einfügen oder hierher ziehen.
web-no-command = Sag, was damit geschehen soll, zum Beispiel /animate melt.
web-too-large = Diese Datei ist größer als { $limit } MB; schick eine kleinere.
web-same-picture = Noch einmal dasselbe Bild
web-sent = Dein Bild
web-clip = Clip von
web-progress = Fortschritt
web-next-in-line = Als Nächstes dran, fertig in etwa { $time }.
web-queued = Platz { $place } in der Reihe, fertig in etwa { $time }.
web-running = Die Bilder werden gezeichnet, noch etwa { $time }.
web-finishing = Der Clip wird fertiggestellt.
web-spent = { $price ->
        [0] Das war kostenlos
        [one] 1 Credit ausgegeben
       *[other] { $price } Credits ausgegeben
    }
web-left = { $spent }, { $left } übrig
web-seed-is = Seed { $seed }
web-size = { $width } × { $height }
web-cancel = Abbrechen
web-cancelling = Wird abgebrochen
web-again-for = Noch einmal für { price }
web-again-hint = Dasselbe mit einem neuen Seed
web-variants-for = { $count } Varianten für { price }
web-variants-hint = Mehrere auf einmal, jede mit eigenem Seed und eigener Stärke
web-upscale-for = Hochskalieren für { price }
web-upscale-hint = Genau derselbe Clip, doppelt so breit und hoch
web-variant = Variante
web-tell-me = Sag mir Bescheid, wenn sie wieder da sind
web-another = Anderer Effekt
web-download = Herunterladen
web-depth = Tiefe als PNG
web-depth-hint = 16 Bit Grau: Schwarz ist das Fernste, Weiß das Nächste
web-clip-gone = Dieser Clip wird nicht mehr aufbewahrt.
web-accepted = Deine Bestellung ist angenommen.
web-ready = Dein Clip ist fertig.
web-link-lost = Verbindung verloren. Neuer Versuch läuft.
web-unreachable = Zoetrope hat nicht geantwortet; prüf, ob es läuft, und sende noch einmal. Dieselbe Bestellung wird nie zweimal berechnet.
web-forbidden = Diese Anfrage kam nicht von der Seite selbst und wurde abgelehnt; lade die Seite neu.
web-no-session = Deine Sitzung ist zu Ende; lade die Seite neu.
web-noscript = Diese Seite braucht JavaScript; schalte es ein und lade sie neu.

# --- Discord: messages ----------------------------------------------------------------------
discord-balance = Du hast { amount }.
discord-more = { $amount } mehr { $when }
discord-seed = Seed { $seed }
discord-reading = **{ $effect }** · { price } · dein Bild wird angesehen
discord-looking = Dein Bild wird angesehen.
discord-next = **{ $effect }** · { price } · als Nächstes dran, fertig { $ready }
discord-queued = **{ $effect }** · { price } · Platz { $place } in der Reihe, fertig { $ready }
discord-running = **{ $effect }** · { price } · { $bar } { $percent } % · fertig { $ready }
discord-uploading = **{ $effect }** · { price } · { $bar } wird hochgeladen
discord-will-write = Das dauert länger, als Discord diese Nachricht ändern lässt; der Clip kommt als Direktnachricht.
discord-spent = { price }, { $left } übrig
discord-cut = Auf { $seconds } s gekürzt, damit der Clip hier hineinpasst.
discord-shrunk = Auf { $width } x { $height } verkleinert, damit der Clip hier hineinpasst.
discord-choose-effect = Was soll damit geschehen?
discord-choose-picture = Welches Bild?
discord-effect-price = { $effect } · { price }
discord-button-again = Noch einmal · { price }
discord-button-variants = Varianten · { price }
discord-button-notify = Sag mir, wenn es neue gibt
discord-will-tell = Ich schreibe dir eine Direktnachricht, sobald deine Credits wieder da sind.
discord-button-longer = Länger · { price }
discord-button-upscale = Hochskalieren · { price }
discord-button-cancel = Abbrechen, kostenlos
discord-button-delete = Löschen
discord-button-form = Mit Optionen…
discord-button-erase = Alles über mich löschen
discord-page-back = Zurück
discord-page-next = Weiter
discord-form-title = Animieren
discord-form-order = Effekt und Optionen
discord-form-order-hint = Zum Beispiel: melt strength=0.8 duration=6
discord-form-options-hint = Zum Beispiel: strength=0.8 duration=6
discord-help = Gib /animate ein Bild und wähle einen Effekt, oder öffne das Menü einer Nachricht und wähle unter Apps „Dieses Bild animieren“. /effects zeigt alle in Bewegung, mit Preis. Credits werden bei der Bestellung zurückgelegt und erst ausgegeben, wenn der Clip da ist; /balance sagt, wie viele du hast und wann neue kommen. Clips macht ein Programm, und in der Datei steht das auch.
discord-lot-allowance = { $amount } vom heutigen Guthaben
discord-lot-allowance-until = { $amount } vom heutigen Guthaben
discord-lot-granted = { $amount } geschenkt
discord-lot-granted-until = { $amount } geschenkt, bis { $until }
discord-lot-bought = { $amount } gekauft
discord-lot-bought-until = { $amount } gekauft, bis { $until }
discord-reserved = { $amount } zurückgelegt für Clips in Arbeit
discord-no-history = Noch nichts.
discord-no-clip = Es gibt keinen Clip von dir, der noch aufbewahrt wird.
discord-nothing-to-cancel = Keiner deiner Clips ist in Arbeit.
discord-too-late-to-cancel = Er war fertig, bevor er abgebrochen werden konnte.
discord-stage-queued = wartet
discord-stage-running = in Arbeit
discord-stage-delivered = fertig
discord-stage-failed = misslungen, kostenlos
discord-stage-cancelled = abgebrochen, kostenlos
discord-erase-question = Das löscht dein Konto: Clips in Arbeit werden abgebrochen, Credits, Bilder und Clips sind weg. Das lässt sich nicht rückgängig machen.
discord-erased = Dein Konto ist gelöscht.
discord-reported = Danke. Wer diesen Bot betreibt, sieht es sich an.
discord-granted = { $person } hat { amount } für diesen Server bekommen.
discord-proposed = So viel braucht einen zweiten Admin: /credits approve { $number } gibt { $person } { amount }.
discord-revoked = { amount } von { $person } zurückgenommen.
discord-pool = Im Topf dieses Servers liegen { $balance }; { $held } sind vergeben und nicht ausgegeben, { $spent } wurden ausgegeben.
discord-waiting = Wartet auf einen zweiten Admin: { $number }, { amount } für { $person }.
discord-act-mint = neu geschaffen
discord-act-grant = gegeben
discord-act-propose = vorgeschlagen
discord-act-approve = bestätigt
discord-act-decline = abgelehnt
discord-act-revoke = zurückgenommen
discord-act-fund = Topf gefüllt
discord-act-withdraw = aus dem Topf genommen
discord-act-set-rules = Regeln geändert
discord-act-set-refill = Nachfüllen geändert
discord-act-open = Topf geöffnet
discord-act-close = Topf geschlossen
discord-rules = Bestellungen in: { $channels }. Bestellungen von: { $roles }. Stufen: { $tiers }. Protokoll: { $log }.
discord-rules-any = alle
discord-funded = { $amount } eingezahlt; im Topf liegen { $balance }.
discord-books-sound = Die Bücher stimmen.

# --- Discord: commands (names: lower case, no spaces) ---------------------------------------
discord-command-animate = animieren
discord-command-camera = kamera
discord-command-effects = effekte
discord-command-help = hilfe
discord-command-balance = guthaben
discord-command-history = verlauf
discord-command-last = letzter
discord-command-cancel = abbrechen
discord-command-privacy = datenschutz
discord-command-export = exportieren
discord-command-delete = löschen
discord-command-report = melden
discord-command-credits = credits
discord-command-grant = geben
discord-command-revoke = zurücknehmen
discord-command-approve = bestätigen
discord-command-pool = topf
discord-command-settings = einstellungen
discord-command-operator = betreiber
discord-command-fund = einzahlen
discord-command-verify = prüfen
discord-menu-animate = Dieses Bild animieren
discord-menu-again = Noch einmal animieren mit…
discord-about-animate = Ein Bild zum Leben erwecken
discord-about-camera = Ein Bild mit einer Kamerafahrt filmen
discord-about-effects = Alle Effekte in Bewegung, mit Preis
discord-about-help = So funktioniert es
discord-about-balance = Deine Credits und wann neue kommen
discord-about-history = Deine letzten Clips
discord-about-last = Deinen letzten Clip noch einmal zeigen
discord-about-cancel = Einen Clip in Arbeit abbrechen, kostenlos
discord-about-privacy = Was über dich aufbewahrt wird
discord-about-export = Alles, was über dich aufbewahrt wird, als Datei
discord-about-delete = Dein Konto und alles, was dazu gehört, löschen
discord-about-report = Einen Clip denen melden, die diesen Bot betreiben
discord-about-credits = Die Credits dieses Servers
discord-about-grant = Jemandem Credits aus dem Topf dieses Servers geben
discord-about-revoke = Nicht ausgegebene Credits dieses Servers zurücknehmen
discord-about-approve = Die große Gabe eines anderen Admins bestätigen
discord-about-pool = Was im Topf dieses Servers liegt
discord-about-acts = Wer wem was gegeben hat
discord-about-settings = Wo und von wem Bestellungen angenommen werden, und das Protokoll
discord-about-operator = Für die, die diesen Bot betreiben
discord-about-fund = Den Topf eines Servers füllen
discord-about-mint = Jemandem Credits für überall geben
discord-about-verify = Prüfen, ob die Bücher stimmen
discord-option-effect = Was damit geschehen soll
discord-option-image = Das Bild
discord-option-prompt = Was geschehen soll, in Worten
discord-option-sound = Eine Aufnahme, für Effekte mit Stimme
discord-option-options = Zum Beispiel: strength=0.8 duration=6
discord-option-move = Die Kamerafahrt
discord-option-amount = Wie weit die Kamera fährt, 0 bis 1
discord-option-seconds = Länge des Clips
discord-option-clip = Welcher; ohne Angabe der letzte
discord-option-reason = Was daran nicht stimmt
discord-option-link = Link zur Nachricht
discord-option-person = Wer
discord-option-credits = Wie viele Credits
discord-option-note = Warum; steht dann im Protokoll
discord-option-number = Nummer des Vorschlags
discord-option-channel = Auch hier Bestellungen annehmen (keiner gewählt: überall)
discord-option-role = Auch von dieser Rolle Bestellungen annehmen (keine gewählt: von allen)
discord-option-log = Gaben und Einstellungen in diesem Kanal melden
discord-option-tier-role = Rolle, die eine Stufe bekommt
discord-option-tier = Stufe für diese Rolle
discord-option-reset = Zuerst alles Gewählte vergessen
discord-option-server = Nummer des Servers

# --- effects: what each does to a picture, completing “the picture …” ------------------------
effect-arc = wird in einem steigenden Bogen umfahren
effect-camera = wird mit einer Mischung von Kamerafahrten gefilmt
effect-cinemagraph = wird lebendig, wo Wasser, Himmel, Haar oder Rauch sich regen würden
effect-comic = wird zum gedruckten Comic
effect-crumble = bekommt Risse und zerfällt zu Schutt
effect-crush = wird von einer hydraulischen Presse platt gedrückt
effect-deflate = verliert seine Luft und erschlafft
effect-depth-map = zeigt, wie nah alles darin ist
effect-dissolve = wird zu Staub, den der Wind fortträgt
effect-dolly = rückt bei der Kamerafahrt näher
effect-dolly-zoom = wächst hinter dem Motiv bedrohlich an
effect-explode = springt wie Glas und zerbirst in Stücke
effect-eye-pop = bekommt Augen, die wie im Trickfilm herausspringen
effect-handheld = wird wie aus freier Hand gefilmt
effect-inflate = wird aufgepumpt wie ein Ballon
effect-levitate = hebt vom Boden ab und schwebt
effect-light-leak = wird vom Rand her in warmes Licht getaucht
effect-melt = schmilzt wie Wachs und läuft in dicken Tropfen herab
effect-orbit = wird von der Kamera umkreist
effect-pan = wird von einer Seite zur anderen abgefahren
effect-parallax = bekommt Tiefe
effect-peel = wird abgezogen wie ein Aufkleber
effect-poke = wird angestupst und wackelt wie Pudding
effect-rain = steht im Regen
effect-relight = wird neu beleuchtet, zu der Tageszeit, die du nennst
effect-ripple = kräuselt sich wie Wasser, auf das Tropfen fallen
effect-roll = neigt sich zur Seite
effect-slice = wird durchgeschnitten und gleitet auseinander
effect-snow = steht in sanft fallendem Schnee
effect-squish = wird gequetscht wie Wackelpudding
effect-ta-da = springt in einem Konfettiregen hervor
effect-tear = wird wie Papier entzweigerissen
effect-tilt = wird von oben nach unten abgefahren
effect-tracking = zieht vorbei, das Motiv bleibt im Blick
effect-voice-card = atmet und nickt zu deiner Sprachnachricht, mit Balken, die sich zu ihr bewegen
effect-zoom = wird langsam herangeholt
model-prompted = bewegt sich, wie du es beschreibst
model-free = bewegt sich von selbst
model-by-name = tut, was der Name sagt

# --- options: what each is for; of one effect only where its name is in front ------------------
option-duration = Länge des Clips in Sekunden.
option-strength = Wie viel geschieht: 0 kaum etwas, 1 alles.
option-speed = Wie schnell es geschieht: 2 ist doppelt so schnell, der Rest des Clips steht still oder wiederholt sich.
option-object = Womit es geschieht: dem freigestellten Motiv, dem ganzen Foto, oder dem Motiv, wo es sicher zu erkennen ist.
option-direction = Wohin die Kamera fährt.
option-play = Die Reihenfolge der Bilder; ping-pong und loop laufen ohne Sprung weiter.
option-aspect = Die Form des Clips.
option-fit = Wie das Bild in diese Form kommt: beschnitten, oder um eine unscharfe Kopie erweitert.
option-fps = Bilder pro Sekunde.
option-variants = Wie viele Clips auf einmal, jeder mit eigenem Seed und eigener Stärke.
option-upscale = Wie oft so breit und hoch wie sonst der Clip ist, soweit es das Bild hergibt.
option-pan = Wie weit sie nach rechts fährt (unter 0 nach links), in Bildbreiten.
option-tilt = Wie weit sie nach unten fährt (unter 0 nach oben), in Bildhöhen.
option-roll = Wie weit sich das Bild im Uhrzeigersinn dreht, in Grad.
option-orbit = Wie weit sie rechts um das Motiv herumfährt, in Grad.
option-dolly = Wie viel mehr Nahes wächst als Fernes; unter 0 weniger.
option-easing = Wie sie losfährt und ankommt.
option-curve = Wie weit sie zu gleichen Zeiten ist, 0 bis 1, zum Beispiel „0 0.1 0.9 1“; ersetzt easing.
option-region = Wo es fließt. auto: Wasser oder Himmel, wenn sie sicher im Bild sind; Haar um ein Gesicht.
option-kind = Was fließt, denn jedes bewegt sich auf seine Art. auto: nach dem Ort beurteilt.
option-ink = Wie viel mit Tusche gezeichnet ist: 0 nur die stärksten Umrisse, 1 jede Falte.
option-colours = Grau, wie Schnittprogramme es nehmen, oder Dunkelblau bis Gelb.
option-pieces = In wie viele Stücke es zerbirst.
option-path = Wie sich die Kamera bewegt.
option-waypoints = Ein eigener Weg: Paare aus rechts und unten von -1 bis 1, zum Beispiel „1,0 0,1 -1,0“.
option-focus = Was stillsteht: 0 das Fernste, 1 das Nächste.
option-loop = Zum Anfang zurückkehren oder am fernen Ende anhalten.
option-words = Das Licht in englischen Worten, zum Beispiel „golden hour from the left“ oder „cold moonlight from above“.
option-time = Tageszeit. auto: wie in den Worten, sonst die goldene Stunde.
option-warmth = Wie viel kälter (-1) oder wärmer (1) das Licht ist als zu dieser Zeit oder in diesen Worten.
option-cuts = Wie oft die Klinge hindurchgeht.
option-x = Worauf gezoomt wird, 0 links bis 1 rechts. Ohne Angabe: was im Bild hervorsticht.
option-y = Worauf gezoomt wird, 0 oben bis 1 unten. Ohne Angabe: was im Bild hervorsticht.
option-prompt = Was geschehen soll, in deinen Worten: „Wellen rollen heran, Haar bewegt sich im Wind“.
option-negative = Was nicht zu sehen sein soll.
option-camera-zoom = Wie viel größer alles wird; unter 0 weicht die Kamera um so viel zurück.
option-cinemagraph-direction = Wohin es fließt. auto: Rauch nach oben, alles andere zur Seite.
option-comic-zoom = Wie weit in den fertigen Comic hineingezoomt wird: 0.1 kaum, 1 ganz hinein.
option-dissolve-wind = Wohin der Staub geweht wird.
option-dolly-direction = In das Bild hinein oder wieder heraus.
option-rain-wind = Wohin der Regen getrieben wird: -1 links, 0 gerade herab, 1 rechts.
option-relight-direction = Woher das Licht kommt. auto: wie in den Worten, sonst wie um diese Zeit üblich.
option-roll-direction = Wie herum sich das Bild dreht.
option-snow-wind = Wohin die Flocken geweht werden: -1 links, 0 gerade herab, 1 rechts.
option-tracking-direction = Wohin die Kamera geht.
option-zoom-direction = in: auf das Bild zu; out: heraus, bis alles zu sehen ist.
option-model-strength = Wie viel sich bewegt: 0 kaum etwas, 1 so viel das Modell kann.
option-model-speed = Wie schnell sich alles bewegt.
option-model-subject = Was auf dem Bild ist, in deinen Worten: „rotes Auto“.
option-model-by = Wer es zeichnet: das Modell oder engine; so kostet es dann auch.
