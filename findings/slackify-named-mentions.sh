#!/usr/bin/env bash
# slackify-markdown leaves <@U1> alone, but makes <@U1|李> and <#C1|orders> into text: <@U1|李&gt; and <#C1|orders&gt;.
#
# Slack itself sends a channel as <#C1|orders> in the texts of messages. Of two such mentions in a paragraph the last one alone is
# spoilt. Those with an exclamation mark, <!subteam^S1|buyers> and <!date...>, stay whole, since Markdown takes them for HTML.
# Who meets it: bots that quote what somebody wrote, or that put a name into a mention for clients which can't show it.
# A bot should: write mentions without a name, <@U1> and <#C1>, or put them in after the text is converted.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --loglevel=error --no-fund --no-audit --save-exact slackify-markdown@5.0.0 >/dev/null
npm ls --depth=0 | sed '1d; /extraneous/d'

cat >try.mjs <<'JS'
import { slackifyMarkdown } from 'slackify-markdown';

for (const text of [
  'ask <@U1>',
  'ask <@U1|李>',
  'see <#C1>',
  'see <#C1|orders>, please',
  'see <#C1|orders> and <#C2|parcels>',
  'ask <!subteam^S1|buyers>',
  'by <!date^1796054400^{date}|30 November>',
])
  console.log(`${text} becomes ${slackifyMarkdown(text).trimEnd()}`);
JS
node try.mjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: slackify-markdown treats mentions in another way.' >&2; exit 1; }
ask <@U1> becomes ask <@U1>
ask <@U1|李> becomes ask <@U1|李&gt;
see <#C1> becomes see <#C1>
see <#C1|orders>, please becomes see <#C1|orders&gt;, please
see <#C1|orders> and <#C2|parcels> becomes see <#C1|orders> and <#C2|parcels&gt;
ask <!subteam^S1|buyers> becomes ask <!subteam^S1|buyers>
by <!date^1796054400^{date}|30 November> becomes by <!date^1796054400^{date}|30 November>
STATED
