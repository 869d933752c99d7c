# 日本語. The English file has the same messages; effects and options are English in the code.

language = 日本語

# --- words that the sentences below share ---------------------------------------------------
price = { $price } クレジット
amount = { $amount } クレジット
credits-are-back = { $price ->
        [0] 何も使われていません
       *[other] { $price } クレジットは戻りました
    }
seconds = { $seconds } 秒
minutes = { $minutes } 分
date = { DATETIME($moment, dateStyle: "medium", timeStyle: "short") } UTC
range = { $minimum } から { $maximum }
one-of = { $choices } のどれか
allowed-text = 空でも長すぎでもない文章
allowed-words = golden hour、sunrise、noon、dusk、moonlight、candlelight、warm、cold、soft、dramatic、from the left、right、above、below、front などの英語の言葉
allowed-curve = 0 から 1 までの二つ以上の数 (例: "0 0.1 0.9 1")
allowed-waypoints = -1 から 1 までの数の組 (例: "1,0 0,1 -1,0")
category-model = モデル
category-transform = 変身
category-depth = 奥行き
category-motion = 動き
category-light = 光
category-style = スタイル
category-camera = カメラ

# --- orders ---------------------------------------------------------------------------------
not-a-command = 「/animate melt」のように、/animate とエフェクト名で始めてください。
bad-command = 「{ $near }」を読み取れませんでした。オプションは 名前=値 の形で、空白を含むときは引用符で囲んでください。
no-picture = 先に画像を追加してから、/animate とエフェクト名を書いてください。
picture-unavailable = そのファイルを取得できませんでした。もう一度送ってください。
wrong-channel = ここでは注文を { $allowed } で受け付けています。そちらでどうぞ。
role-missing = ここで注文できるのは次のロールを持つ人です: { $allowed }。管理者に頼んでください。
sign-in-refused = { $platform } はこのボットのトークンを認識しません。アプリのページからもう一度コピーしてください。
admins-only = それができるのはこのサーバーの管理者だけです。管理者に頼んでください。
operator-only = それができるのはこのボットの運営者だけです。運営者に頼んでください。
no-effect = 「/animate melt」のように、どのエフェクトにするか書いてください。
unknown-effect = 「{ $name }」というエフェクトはありません。/effects ですべて見られます。
unknown-effect-near = 「{ $name }」というエフェクトはありません。もしかして { $nearest } ですか?
needs-model = 「{ $name }」には画像から動画を作るモデルが必要で、運営者が設定の { $setting } で用意します。ここで一番近いエフェクトは「/animate { $nearest }」です。
unknown-option = 「{ $option }」というオプションはここにはありません。使えるのは { $allowed } です。
bad-option = { $option } に書けるのは { $allowed } です。「{ $value }」は使えません。
needs-prompt = prompt="波が打ち寄せる" のように、何が起こるかを書き足してください。
too-long = クリップの長さは { $longest } 秒までで、{ $seconds } 秒にはできません。もっと短い長さ (duration) にしてください。
upscale-too-large = クリップの長辺は { $most } ピクセルまでで、これは { $side } ピクセルになります。そのままにするか、もっと小さい upscale を選んでください。
picture-too-coarse = この画像の長辺は { $side } ピクセルで、クリップは画像の { $times } 倍より大きくはなりません。もっと大きい画像を送ってください。
already-upscaled = このクリップの拡大版はすでに注文されています。最近のクリップの中にあります。
needs-upscaler = モデルが描いたクリップの拡大には別のモデルが必要で、運営者が設定の [upscaler] で用意します。このクリップはそのままにしてください。

# --- pictures -------------------------------------------------------------------------------
picture-not-a-picture = 開ける画像ではありません。JPEG、PNG、WebP、GIF、AVIF、HEIC のファイルを送ってください。
picture-damaged = その画像は壊れています。保存し直すか、別の画像を送ってください。
picture-bomb = その画像は開くコンピューターに過大な負荷をかけるよう作られています。別の画像を送ってください。
picture-heic-unreadable = その種類の HEIC はここでは開けません。JPEG で保存してもう一度送ってください。
picture-too-few-bytes = 画像にしてはファイルが小さすぎます。別のファイルを送ってください。
picture-too-many-bytes = ファイルが上限の { $limit } MB を超えています。もっと小さいものを送ってください。
picture-too-small = その画像は短い辺が { $actual } ピクセルです。{ $limit } ピクセル以上が必要なので、もっと大きい画像を送ってください。
picture-too-large = その画像は長い辺が { $actual } ピクセルで、上限は { $limit } です。縮小してもう一度送ってください。
picture-too-many-pixels = その画像は { $actual } メガピクセルで、上限は { $limit } です。縮小してもう一度送ってください。
picture-too-narrow = その画像は細長すぎて動かせません。{ $limit } 対 1 以内に切り抜いてください。
picture-timed-out = その画像は開くのに時間がかかりすぎました。JPEG で保存してもう一度送ってください。

# --- sounds ---------------------------------------------------------------------------------
needs-sound = 「/animate { $effect }」は音声メッセージに合わせて動きます。画像と一緒に添付して送ってください。
takes-no-sound = 「{ $effect }」は音を再生しません。録音を外すか、{ $instead } を選んでください。
sound-not-a-sound = 再生できる録音ではありません。OGG、MP3、M4A、WAV、WebM を送ってください。
sound-damaged = その録音は壊れています。保存し直すか、別の録音を送ってください。
sound-silent = その録音には何も聞こえません。マイクを確認して録音し直してください。
sound-too-short = その録音は { $actual } 秒です。{ $limit } 秒以上の録音を送ってください。
sound-too-long = その録音は { $limit } 秒を超えています。もっと短いものを送ってください。
sound-too-many-bytes = その録音は上限の { $limit } MB を超えています。もっと小さいものを送ってください。
sound-timed-out = その録音は開くのに時間がかかりすぎました。MP3 で保存してもう一度送ってください。

# --- credits and limits ---------------------------------------------------------------------
not-enough-credits = これには { $needed } クレジット必要ですが、残高は { $available } です。{ $when }に { $next } 増えます。
not-enough-credits-ever = これには { $needed } クレジット必要ですが、残高は { $available } です。ボットの運営者に頼んでください。
too-many-jobs = 制作中のクリップが上限の { $allowed } 本に達しています。完成を待つか、どれかをキャンセルしてください。
queue-full = 順番待ちがいっぱいです ({ $capacity } 本)。料金はかかっていません。数分後にもう一度お試しください。
cooling-down = 次の注文は{ $when }にできます。それまでお待ちください。
gpu-budget-spent = 今日の描画時間を使い切りました。{ $when }に新しくなります。
account-too-young = あなたのアカウントの毎日のクレジットは{ $when }に始まります。
orders-stopped = 運営者が帳簿を確認している間、新しい注文は止まっています。料金はかかっていません。
allowance-is-back = クレジットが戻りました。{ $amount } クレジット使えます。
notice-asked = クレジットが戻ったらお知らせします。
request-key-reused = この注文は別の設定ですでに出されています。新しい注文としてもう一度出してください。
busy = データベースが混み合っています。料金はかかっていません。もう一度お試しください。
grant-refused = { $rule ->
        [self] 自分自身にはクレジットを付与できません。別の管理者に頼んでください。
        [same-admin] 2 人目の管理者の承認が必要です。別の管理者に頼んでください。
        [closed] 運営者がこのサーバーのプールを閉じています。開くように頼んでください。
        [bot] ボットはクレジットを使えません。人を選んでください。
        [per-admin] 今日付与できる分を超えています。あと { $allowed } までできます。
        [per-recipient] その人が今日受け取れる分を超えています。あと { $allowed } までできます。
       *[other] 一度に付与できる分を超えています。{ $allowed } まででお願いします。
    }
pool-empty = サーバーのプールは { $available } で、これには { $needed } 必要です。運営者に補充を頼んでください。
no-pool = このサーバーにはまだプールがありません。運営者に補充を頼んでください。
proposal-closed = この提案はすでに決まったか、期限が切れています。新しく提案してください。
account-unknown = { $account } というアカウントはありません。
bad-amount = { $amount } は数量ではありません。1 から 1,000,000,000 までの整数を書いてください。

# --- clips ----------------------------------------------------------------------------------
instant-preview = エフェクトエンジンによる簡単なプレビューです。{ $model } のクリップはこのあと届きます。
depth-guessed = ゆるやかな 3D です。ここでは近さを推測しています。設定の [depth] で奥行きモデルを使うと測定されます。
drawn-smaller = メモリーが足りないため { $width } × { $height } で描いて拡大しました。空いているときにもう一度ご注文ください。

# --- jobs -----------------------------------------------------------------------------------
shutting-down = Zoetrope は再起動中です。料金はかかっていません。1 分後にもう一度お試しください。
clip-gone = { $hours } 時間の保存期間が過ぎ、もうありません。画像をもう一度送ってください。
not-yours = そのクリップはあなたのものの中にありません。
job-cancelled = キャンセルしました。{ credits-are-back }。
job-failed = このクリップの制作中に問題が起きました。{ credits-are-back }。別のエフェクトをお試しください。
job-too-slow = このクリップは時間がかかりすぎたため止めました。{ credits-are-back }。もっと短くしてお試しください。
job-too-poor = この画像とこのエフェクトではよいクリップになりませんでした。{ credits-are-back }。別のエフェクトをお試しください。
job-no-subject = この画像の被写体を確実に切り抜けません。{ credits-are-back }。object=photo を付けると画像全体で作れます。
job-model-broken = このクリップのモデルを今は読み込めません。{ credits-are-back }。理由は運営者がログで確認できます。
job-out-of-memory = このクリップにはここにある以上のメモリーが必要です。{ credits-are-back }。短くするか、別の形でお試しください。
job-worker-lost = このクリップを作っていたマシンが 2 回停止しました。{ credits-are-back }。数分後にもう一度お試しください。
job-worker-stalled = このクリップを作っていたマシンが 2 回応答しなくなりました。{ credits-are-back }。数分後にもう一度試すか、もっと短いクリップをお試しください。
second-try = 1 回目はうまくいきませんでした。追加料金なしでもう一度作っています。
job-overdue = この注文は 1 日待ったため取りやめました。{ credits-are-back }。
job-crashed = このクリップは 3 回試しても作れませんでした。{ credits-are-back }。別のエフェクトをお試しください。
account-deleted = あなたのアカウントは、この注文とともに削除されました。
job-undeliverable = クリップをお届けできませんでした。{ credits-are-back }。
job-outcome-unknown = クリップが届いていないかもしれません。{ credits-are-back }。
unexpected = こちらで問題が起きました。料金はかかっていません。もう一度お試しください。
servers-only = それはグループのプールの話です。グループの中で送ってください。
stale-button = このボタンは以前のバージョンのものです。コマンドをもう一度送ってください。
not-your-button = このボタンは別の人のものです。ご自分の画像を送ってください。
bad-usage = { $usage } のように書いてください。

# --- Telegram -------------------------------------------------------------------------------
tg-cancel = キャンセル
tg-again = もう一度 · { $price }
tg-other = 別のエフェクト
tg-longer = { $much } 秒 · { $price }
tg-variants = バリエーション { $much } · { $price }
tg-upscale = 拡大 · { $price }
tg-shrunk = Telegram で送れる大きさに収めるため { $width } × { $height } に縮小しました。
tg-delete = 削除
tg-offer = { $effect } · { $price }
tg-opening = { $effect }、{ $seconds } 秒、{ price }
    画像を開いています。
tg-queued = { $effect }、{ price }
    待ち順 { $place } 番目、あと約 { $time }で完成します。
tg-running = { $effect }、{ price }
    { $bar } { $share } %、あと約 { $time }です。
tg-finishing = { $effect }、{ price }
    クリップを仕上げています。
tg-caption = { $effect }、{ $seconds } 秒 · { $price ->
        [0] 無料
       *[other] { $price } クレジット使用
    }、残り { $balance } · シード { $seed }
    { $licence }
tg-caption-variant = { $effect }、{ $seconds } 秒 · シード { $seed }
    { $licence }
tg-ready = クリップができました。
tg-talk = 画像を送ってください。キャプションに /animate melt と書いても、書かなくてもかまいません。詳しくは /help をどうぞ。
tg-moved = クリップをお届けしています。
tg-welcome = 画像を送ると命を吹き込みます。キャプションに /animate melt と書くか、書かずに { $count } 種類のエフェクトから選べます。これは melt が一杯のコーヒーにすることです。

    残高は { $balance } クレジットです。クリップは { $cheapest } からです。
    クリップは機械が作り、そう記されています。使い方は /help、保存されるものは /privacy をどうぞ。
tg-help = キャプションに /animate melt と書いて画像を送るか、画像に /animate melt と返信してください。画像だけを送ると、すべてのエフェクトと価格が出ます。

    オプションはエフェクトの後に書きます: /animate melt strength=0.8 duration=6 seed=42
    価格は使う前に表示されます。届かなかったクリップに料金はかかりません。

    { $commands }
tg-choose = どうしますか? 数字は価格 (クレジット) です。
tg-choose-look = { $count } 種類のエフェクトです。タップすると見られます。数字は価格 (クレジット) です。
tg-album = 画像が { $count } 枚あります。どれにしますか?
tg-album-all = { $count } 枚すべて
tg-effect-chosen = では、{ $effect } にする画像を送ってください。
tg-effect-card = { $effect }: 画像が{ $summary }。
    { price } · オプション: { $options }
tg-use = 使うには、キャプションに /animate { $effect } と書いて画像を送ってください
tg-use-prompt = 使うには、画像のキャプションか画像への返信として、次のように送ってください: /animate { $effect } prompt="波が打ち寄せる"
tg-use-voice = 使うには、画像に音声メッセージで返信してください。
tg-balance = 残高は { amount }です。
tg-reserved = ほかに { $amount } が制作中のクリップのために取り置かれています。
tg-more = { $when }に { $amount } 増えます。
tg-notice = 増えたら知らせる
tg-notice-asked = お知らせします。
tg-no-history = まだクリップがありません。画像を送ってください。
tg-past-queued = { date } · { $effect } · 順番待ち
tg-past-running = { date } · { $effect } · 制作中
tg-past-delivered = { date } · { $effect } · { price }
tg-past-failed = { date } · { $effect } · 失敗、使用なし
tg-past-cancelled = { date } · { $effect } · キャンセル、使用なし
tg-no-clip = 保存されているクリップはありません。
tg-nothing-to-cancel = 制作中のものはありません。
tg-cancelled = キャンセルしました。
tg-too-late = そのクリップはもう完成していました。
tg-accepted = お届けします。
tg-deleted = 削除しました。
tg-cannot-delete = 古いメッセージは Telegram の決まりで削除できません。ご自分で削除してください。
tg-usage-report = クリップへの返信として /report と短い説明
tg-usage-grant = 受け取る人のメッセージへの返信として /grant 20
tg-usage-revoke = 持っている人のメッセージへの返信として /revoke 20 または /revoke
tg-usage-fund = /fund 500
tg-usage-mint = 返信として /mint 50、または /mint 50 と Telegram ID
tg-usage-refund = /refund、支払った人の Telegram ID、支払い ID
tg-reported = { $account } さんがこのクリップを報告しました: { $words }
tg-report-taken = ありがとうございます。ボットの運営者が確認します。
tg-settings = 設定です。言語を選ばないときは Telegram の言語になります。
tg-own-length = エフェクトに合わせる
tg-spoiler = タップするまで自分のクリップを隠す
tg-saved = 保存しました。
tg-privacy = 画像とクリップは「もう一度」が使えるように { $hours } 時間保存され、その後削除されます。撮影の場所や機器の情報はすぐに取り除かれます。Telegram ID、クレジット、注文の一覧は、あなたが削除するまで保存されます。あなたのもとへ返す以外、どこにも送られません。
tg-export = 自分のデータを送る
tg-erase = すべて削除
tg-erase-yes = はい、アカウントを削除します
tg-erase-no = いいえ、残します
tg-erased = アカウントを削除しました。画像、クリップ、設定、クレジットも消えました。帳簿には名前のない数だけが残ります。
tg-buy = 期限のないクレジットを Telegram スターで:
tg-pack = { amount } · { $stars } ⭐
tg-pack-title = { amount }
tg-pack-description = クリップに使える { amount }、期限はありません。
tg-pack-gone = このパックはもうありません。/buy をご覧ください。料金はかかっていません。
tg-bought = ありがとうございます! { amount }を追加しました。残高は { $balance } です。
tg-refunded = スターをお返ししました。未使用の { amount }を差し引きました。
tg-paysupport = 支払いについて: { $support }
tg-pool = このグループのプールは { $balance }。付与済み未使用 { $held }、使用済み { $spent }。
tg-granted = { amount }です。このグループで { $days } 日以内に使えます。
tg-proposed = 一度に { amount }です。2 人目の管理者の承認が必要です。
tg-approve = 承認
tg-approved = 承認しました: { amount }
tg-revoked = 未使用の { amount }がプールに戻りました。
tg-minted = { $account } に { amount }。
tg-status = 制作中 { $running }、順番待ち { $waiting }。
tg-command-start = これでできること
tg-command-animate = 画像を動かす: 画像への返信かキャプションに
tg-command-effects = すべてのエフェクトの見本と価格
tg-command-balance = クレジット
tg-command-history = 最近のクリップ
tg-command-last = 最新のクリップをもう一度
tg-command-cancel = 制作中のクリップを止める
tg-command-settings = 言語、長さ、隠す
tg-command-privacy = 保存されるもの、データ、削除
tg-command-report = クリップを報告 (返信として)
tg-command-help = 使い方
tg-command-buy = スターでクレジットを買う
tg-command-paysupport = 支払いについての相談
tg-command-grant = グループのプールからクレジットを付与 (返信として)
tg-command-revoke = 未使用分を回収 (返信として)
tg-command-pool = グループのプール
tg-command-fund = このグループのプールにクレジットを入れる
tg-command-mint = クレジットを付与 (返信として)
tg-command-status = ボットの様子

# --- the operator ---------------------------------------------------------------------------
second-poller = 別のプロセスが同じ { $platform } トークンで動いています。先にそれを止めてください。
folder-in-use = 別の Zoetrope (プロセス { $pid }) が { $folder } を使っています。先にそれを止めるか、別のフォルダーを選んでください。
database-damaged = データベース { $path } が壊れています ({ $detail })。バックアップを復元してください。
schema-too-new = データベースは新しい Zoetrope のものです (バージョン { $found }、こちらは { $known })。先に更新してください。
two-sqlite = パッケージ { $package } が入っていて、データベースを壊すおそれがあります。アンインストールしてください。
disk-full = { $folder } のあるディスクがいっぱいです。料金はかかっていません。空きを作ってもう一度お試しください。
backup-unsound = バックアップ { $path } は検査に通らなかったため使いませんでした ({ $violations })。別のバックアップをお使いください。
cannot-write = { $path } に書き込めません ({ $why })。
no-such-model = 設定にもプリセットにも「{ $name }」というモデルはありません。あるのは { $known } です。
not-acknowledged = { $preset } の重みには条件があります ({ $conditions })。使う場所で満たされるなら、[models] の下の表に preset = "{ $preset }" と licence.acknowledged = true を書いてから取得してください。
download-no-room = ダウンロードには { $missing } GB 必要ですが、{ $source } のディスクの空きは { $free } GB です。空きを作るか、HF_HOME を別のディスクのフォルダーにしてください。
download-unreachable = { $source } のためのハブに接続できませんでした。接続を確かめ、HF_HUB_OFFLINE が設定されていないことを見て、もう一度取得してください。最後まで届いたファイルは残っています。
download-no-such-repository = ハブにリポジトリ { $source } は見当たりません。名前を確かめるか、「hf auth login」でサインインしてください。
download-no-such-revision = { $source } にそのリビジョンはありません。設定のリビジョンを確かめてください。
download-nothing-there = { $source } には読み込めるファイルがありません。設定のリポジトリとファイルを確かめてください。
download-gated = { $source } の作者は誰がダウンロードするかを知りたがっています。ページで条件に同意し、「hf auth login」でサインインしてください。

# --- times ----------------------------------------------------------------------------------
in-minutes = { $minutes } 分後
in-hours = { $hours } 時間後
in-days = { $days } 日後

# --- the web page ---------------------------------------------------------------------------
web-intro = 画像を追加して、どうしたいかを書くと、クリップになって返ってきます。
web-welcome = 画像に命を吹き込もう
web-starters = エフェクト
web-samples = 画像がなければ、この中からどうぞ。
web-sample-astronaut = 宇宙飛行士
web-sample-cat = 猫
web-sample-coffee = コーヒー
web-sample-galaxies = 銀河
web-sample-rocket = ロケット
web-conversation = 会話
web-balance-label = 残高
web-more = { $when }に { $amount } 増えます
web-command = コマンド
web-placeholder = /animate melt
web-completion = 候補
web-attach = 画像か音声メッセージを追加
web-detach = 画像を外す
web-detach-sound = 音声メッセージを外す
web-settings = 設定
web-send = 送信
web-drop = ここに画像を放すと追加されます
web-effect = エフェクト
web-seed = 偶然の種です。同じシードなら同じクリップになり、書かなければ毎回変わります。
web-quote = { $length } 秒のクリップ、{ price }。残りは { $left } になります。
web-quote-too-much = { $length } 秒のクリップ、{ price }。残高は { $balance } です。
web-start-hint = / でエフェクトを選ぶか、画像を貼り付けてください。
web-sound-hint = 次に音声メッセージを添付するか、貼り付けるか、ここに放してください。
web-picture-hint = 次に画像を添付するか、貼り付けるか、ここに放してください。
web-no-picture = 先に画像を添付するか、貼り付けるか、ここに放してください。
web-no-command = /animate melt のように、どうしたいか書いてください。
web-too-large = ファイルが { $limit } MB を超えています。もっと小さいものを送ってください。
web-same-picture = 同じ画像をもう一度
web-sent = あなたの画像
web-clip = クリップ:
web-progress = 進み具合
web-next-in-line = 次の順番です。あと約 { $time }で完成します。
web-queued = 待ち順 { $place } 番目、あと約 { $time }で完成します。
web-running = 描いています。あと約 { $time }です。
web-finishing = クリップを仕上げています。
web-spent = { $price ->
        [0] 無料でした
       *[other] { $price } クレジット使用
    }
web-left = { $spent }、残り { $left }
web-seed-is = シード { $seed }
web-size = { $width } × { $height }
web-cancel = キャンセル
web-cancelling = キャンセルしています
web-again-for = もう一度 ({ price })
web-again-hint = 新しいシードで同じものを
web-variants-for = バリエーション { $count } 本 ({ price })
web-variants-hint = それぞれ別のシードと強さで、まとめて
web-upscale-for = 拡大 ({ price })
web-upscale-hint = まったく同じクリップを縦横2倍で
web-variant = バリエーション
web-tell-me = 戻ったら知らせる
web-another = 別のエフェクト
web-download = ダウンロード
web-depth = 奥行きを PNG で
web-depth-hint = 16 ビットの灰色。黒は一番遠く、白は一番近く
web-clip-gone = このクリップはもう保存されていません。
web-accepted = 注文を受け付けました。
web-ready = クリップができました。
web-link-lost = 接続が切れました。つなぎ直しています。
web-unreachable = Zoetrope から返事がありません。動いているか確認して、もう一度送ってください。同じ注文に二度料金がかかることはありません。
web-forbidden = この要求はページ自体からのものではないため断りました。ページを読み込み直してください。
web-no-session = セッションが終わりました。ページを読み込み直してください。
web-noscript = このページには JavaScript が必要です。有効にして読み込み直してください。

# --- Discord: messages ----------------------------------------------------------------------
discord-balance = 残高は { amount } です。
discord-more = { $when }にさらに { $amount }
discord-seed = シード { $seed }
discord-reading = **{ $effect }** · { price } · 画像を確認しています
discord-looking = 画像を確認しています。
discord-next = **{ $effect }** · { price } · 次の順番です。完成は { $ready }
discord-queued = **{ $effect }** · { price } · 待ち順 { $place } 番目。完成は { $ready }
discord-running = **{ $effect }** · { price } · { $bar } { $percent } % · 完成は { $ready }
discord-uploading = **{ $effect }** · { price } · { $bar } アップロード中
discord-will-write = Discord がこのメッセージの編集を許す時間より長くかかります。クリップはダイレクトメッセージで届きます。
discord-spent = { price }、残り { $left }
discord-cut = ここで送れる大きさに収めるため { $seconds } 秒に短縮しました。
discord-shrunk = ここで送れる大きさに収めるため { $width } x { $height } に縮小しました。
discord-choose-effect = どうしますか?
discord-choose-picture = どの画像ですか?
discord-effect-price = { $effect } · { price }
discord-button-again = もう一度 · { price }
discord-button-variants = バリエーション · { price }
discord-button-notify = 増えたら知らせる
discord-will-tell = クレジットが戻ったらダイレクトメッセージでお知らせします。
discord-button-longer = もっと長く · { price }
discord-button-upscale = 拡大 · { price }
discord-button-cancel = キャンセル(無料)
discord-button-delete = 削除
discord-button-form = オプション付き…
discord-button-erase = 自分に関するすべてを削除
discord-page-back = 戻る
discord-page-next = 次へ
discord-form-title = 動かす
discord-form-order = エフェクトとオプション
discord-form-order-hint = 例: melt strength=0.8 duration=6
discord-form-options-hint = 例: strength=0.8 duration=6
discord-help = /animate に画像を付けてエフェクトを選ぶか、メッセージのメニューの「アプリ」から「この画像を動かす」を選びます。/effects ですべてのエフェクトを動く見本と価格つきで見られます。クレジットは注文時に取り置かれ、クリップが届いたときだけ使われます。残高と次の補充は /balance で分かります。クリップはプログラムが作ったもので、ファイルにもそう記されています。
discord-lot-allowance = 今日の分 { $amount }
discord-lot-allowance-until = 今日の分 { $amount }
discord-lot-granted = 付与 { $amount }
discord-lot-granted-until = 付与 { $amount }、期限 { $until }
discord-lot-bought = 購入 { $amount }
discord-lot-bought-until = 購入 { $amount }、期限 { $until }
discord-reserved = 制作中のクリップのために { $amount } を取り置き
discord-no-history = まだありません。
discord-no-clip = 保存されているクリップはありません。
discord-nothing-to-cancel = 制作中のクリップはありません。
discord-too-late-to-cancel = キャンセルする前に完成しました。
discord-stage-queued = 待機中
discord-stage-running = 制作中
discord-stage-delivered = 完成
discord-stage-failed = 失敗(無料)
discord-stage-cancelled = キャンセル(無料)
discord-erase-question = アカウントを削除します。制作中のクリップは中止され、クレジット、画像、クリップはなくなります。元に戻せません。
discord-erased = アカウントを削除しました。
discord-reported = ありがとうございます。ボットの運営者が確認します。
discord-granted = { $person } にこのサーバー用の { amount } を付与しました。
discord-proposed = この量には 2 人目の管理者が必要です。/credits approve { $number } で { $person } に { amount }を付与します。
discord-revoked = { $person } から { amount } を回収しました。
discord-pool = このサーバーのプールは { $balance }。付与済み未使用 { $held }、使用済み { $spent }。
discord-waiting = 2 人目の管理者待ち: { $number }、{ $person } に { amount }。
discord-act-mint = 発行
discord-act-grant = 付与
discord-act-propose = 提案
discord-act-approve = 承認
discord-act-decline = 却下
discord-act-revoke = 回収
discord-act-fund = プールを補充
discord-act-withdraw = プールから引き出し
discord-act-set-rules = 規則を変更
discord-act-set-refill = 補充を変更
discord-act-open = プールを開く
discord-act-close = プールを閉じる
discord-rules = 受付チャンネル: { $channels }。対象: { $roles }。階層: { $tiers }。記録: { $log }。
discord-rules-any = すべて
discord-funded = { $amount } を追加しました。プールは { $balance } です。
discord-books-sound = 帳簿は合っています。

# --- Discord: commands (names: lower case, no spaces) ---------------------------------------
discord-command-animate = 動かす
discord-command-camera = カメラ
discord-command-effects = エフェクト
discord-command-help = ヘルプ
discord-command-balance = 残高
discord-command-history = 履歴
discord-command-last = 最新
discord-command-cancel = キャンセル
discord-command-privacy = プライバシー
discord-command-export = 書き出し
discord-command-delete = 削除
discord-command-report = 報告
discord-command-credits = クレジット
discord-command-grant = 付与
discord-command-revoke = 回収
discord-command-approve = 承認
discord-command-pool = プール
discord-command-settings = 設定
discord-command-operator = 運営
discord-command-fund = 補充
discord-command-verify = 検証
discord-menu-animate = この画像を動かす
discord-menu-again = 別の設定でもう一度…
discord-about-animate = 画像に命を吹き込む
discord-about-camera = カメラの動きで画像を撮る
discord-about-effects = すべてのエフェクトを動く見本と価格つきで見る
discord-about-help = 使い方
discord-about-balance = クレジットと次の補充
discord-about-history = 最近のクリップ
discord-about-last = 最新のクリップをもう一度表示
discord-about-cancel = 制作中のクリップを無料で中止
discord-about-privacy = あなたについて保存されているもの
discord-about-export = 保存されているすべてをファイルで受け取る
discord-about-delete = アカウントとそのすべてを削除
discord-about-report = クリップを運営者に報告
discord-about-credits = このサーバーのクレジット
discord-about-grant = このサーバーのプールからクレジットを付与
discord-about-revoke = このサーバーの未使用クレジットを回収
discord-about-approve = 別の管理者の大きな付与を承認
discord-about-pool = このサーバーのプールの残り
discord-about-acts = 誰が誰に何を付与したか
discord-about-settings = 注文を受ける場所と相手、記録先
discord-about-operator = ボットの運営者用
discord-about-fund = サーバーのプールを補充
discord-about-mint = どこでも使えるクレジットを付与
discord-about-verify = 帳簿が合っているか確認
discord-option-effect = どうするか
discord-option-image = 画像
discord-option-prompt = 何が起きるかを言葉で
discord-option-sound = 録音（声に合わせて動くエフェクト用）
discord-option-options = 例: strength=0.8 duration=6
discord-option-move = カメラの動き
discord-option-amount = カメラの動く量、0 から 1
discord-option-seconds = クリップの長さ
discord-option-clip = どれか。なければ最新
discord-option-reason = 何が問題か
discord-option-link = メッセージへのリンク
discord-option-person = 誰
discord-option-credits = クレジットの数
discord-option-note = 理由。記録に残ります
discord-option-number = 提案の番号
discord-option-channel = ここでも注文を受ける(未選択ならどこでも)
discord-option-role = このロールからも注文を受ける(未選択なら全員)
discord-option-log = 付与と設定をこのチャンネルに報告
discord-option-tier-role = 階層を与えるロール
discord-option-tier = そのロールの階層
discord-option-reset = 先にすべての選択を忘れる
discord-option-server = サーバーの番号

# --- effects: what each does to a picture, completing “the picture …” ------------------------
effect-arc = 昇る弧を描くカメラで撮られる
effect-camera = 好きに組み合わせたカメラの動きで撮られる
effect-cinemagraph = 水や空、髪や煙の動くはずのところで生き生きと動く
effect-comic = 印刷された漫画になる
effect-crumble = ひび割れて瓦礫になって崩れる
effect-crush = 油圧プレスでぺしゃんこになる
effect-deflate = 空気が抜けてしぼむ
effect-depth-map = それぞれの近さを表す図になる
effect-dissolve = 塵になって風に運ばれる
effect-dolly = カメラが奥へ進んで撮られる
effect-dolly-zoom = 被写体の後ろで迫ってくる
effect-explode = ガラスのようにひび割れて砕け散る
effect-eye-pop = 漫画のように目を飛び出させる
effect-handheld = 手持ちカメラで撮られる
effect-inflate = 風船のようにふくらむ
effect-levitate = 地面を離れて浮かぶ
effect-light-leak = 縁から暖かい光に包まれる
effect-melt = ろうのように溶けて大きなしずくで流れ落ちる
effect-orbit = カメラに周りを回られる
effect-pan = 端から端へ横に見渡される
effect-parallax = 奥行きを持つ
effect-peel = シールのようにはがれる
effect-poke = つつかれてゼリーのように揺れる
effect-rain = 雨に降られる
effect-relight = 好きな時間帯の光で照らし直される
effect-ripple = しずくの落ちる水面のように波打つ
effect-roll = 横に傾く
effect-slice = 切られて滑り分かれる
effect-snow = 静かな雪に降られる
effect-squish = ゼリーのように押しつぶされる
effect-ta-da = 紙吹雪の中に飛び出す
effect-tear = 紙のように二つに破れる
effect-tilt = 上から下へ見渡される
effect-tracking = 被写体をとらえたまま横を通り過ぎて撮られる
effect-voice-card = 音声メッセージに合わせて息をし、うなずき、バーが動く
effect-zoom = ゆっくり近づいて撮られる
model-prompted = 言葉のとおりに動く
model-free = ひとりでに動く
model-by-name = 名前のとおりのことをする

# --- options: what each is for; of one effect only where its name is in front ------------------
option-duration = クリップの長さ (秒)。
option-strength = どれだけ起きるか。0 はほとんどなし、1 は最大。
option-speed = 起きる速さ。2 は倍の速さで、残りは止まるか繰り返します。
option-object = 何に起こるか: 切り抜いた被写体、写真全体、または確実なら被写体。
option-direction = カメラの進む向き。
option-play = フレームの順番。ping-pong と loop は途切れずに続きます。
option-aspect = クリップの形。
option-fit = その形にする方法。切り抜くか、ぼかした複製で広げます。
option-fps = 1 秒あたりのフレーム数。
option-variants = 一度に作るクリップの数。それぞれ別のシードと強さになります。
option-upscale = クリップの縦横を通常の何倍にするか (画像が許す範囲で)。
option-pan = 右へ進む量 (0 未満は左)。画面の幅が単位です。
option-tilt = 下へ進む量 (0 未満は上)。画面の高さが単位です。
option-roll = 画像が時計回りに回る角度 (度)。
option-orbit = 被写体の周りを右へ回る角度 (度)。
option-dolly = 近いものが遠いものよりどれだけ大きくなるか。0 未満は逆です。
option-easing = 動き始めと止まり方。
option-curve = 等間隔の時点での進み具合、0 から 1。例:「0 0.1 0.9 1」。easing の代わりになります。
option-region = 流れる場所。auto: 確かに写っている水か空、または顔の周りの髪。
option-kind = 流れるもの。動き方がそれぞれ違います。auto: 場所から判断します。
option-ink = インクで描く量。0 は一番強い輪郭だけ、1 は細かいしわまで。
option-colours = 編集ソフト向けの灰色か、濃い青から黄色。
option-pieces = 砕ける破片の数。
option-path = カメラの動き方。
option-waypoints = 自分で決める道筋。右と下の組を -1 から 1 で。例:「1,0 0,1 -1,0」
option-focus = 動かないところ。0 は一番遠く、1 は一番近く。
option-loop = 始まりに戻るか、端で止まるか。
option-words = 光を英語の言葉で。例:「golden hour from the left」「cold moonlight from above」
option-time = 時間帯。auto: 言葉のとおり、なければ日の出や日没前後の金色の光。
option-warmth = その時間や言葉の光よりどれだけ冷たい (-1) か、暖かい (1) か。
option-cuts = 刃が通る回数。
option-x = ズームする先。0 は左、1 は右。書かなければ画像の目立つところ。
option-y = ズームする先。0 は上、1 は下。書かなければ画像の目立つところ。
option-prompt = 何が起きるかを自分の言葉で:「波が寄せ、髪が風に揺れる」
option-negative = 映ってほしくないもの。
option-camera-zoom = どれだけ大きくなるか。0 未満では同じだけカメラが下がります。
option-cinemagraph-direction = 流れる向き。auto: 煙は上へ、ほかは横へ。
option-comic-zoom = できた漫画にどれだけ寄るか。0.1 は少しだけ、1 は中まで。
option-dissolve-wind = 塵の飛ぶ向き。
option-dolly-direction = 画像の中へ進むか、戻って出るか。
option-rain-wind = 雨の流れる向き。-1 は左、0 は真下、1 は右。
option-relight-direction = 光の来る向き。auto: 言葉のとおり、またはその時間らしい向き。
option-roll-direction = 画像の回る向き。
option-snow-wind = 雪の流れる向き。-1 は左、0 は真下、1 は右。
option-tracking-direction = カメラの歩く向き。
option-zoom-direction = in: 画像に寄る。out: 全体が見えるまで引く。
option-model-strength = 動く量。0 はほとんどなし、1 はモデルの限り。
option-model-speed = 動く速さ。
option-model-subject = 画像に写っているものを自分の言葉で:「赤い車」
option-model-by = 誰が描くか。モデルか engine。料金もそれに従います。
