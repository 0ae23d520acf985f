#!/usr/bin/env bash
# With node:test's mock.timers, mockdate and timekeeper a test has the date that it set, and Temporal.Now the real one.
#
# They put something else in the place of Date. Node 26 brings Temporal, whose Now asks the machine; mock.timers knows no api of
# that name and doesn't say that it leaves it. @sinonjs/fake-timers moves both, and so does vitest, which has it inside.
# Who meets it: tests of deadlines, quiet hours and news that are due, in code that goes from Date to Temporal. They are green or
# red with the day on which they run, or compare two clocks.
# A bot should: hand its clock in (a function that gives the moment), or mock with @sinonjs/fake-timers.
set -euo pipefail
sed -n '2s/^# //p' "$0"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm pkg set allowScripts.node=true --json
npm install --loglevel=error --no-fund --no-audit --save-exact \
  node@26.10.0 mockdate@3.0.5 timekeeper@2.3.1 @sinonjs/fake-timers@15.5.0 >/dev/null
npm ls --depth=0 | sed '1d; /extraneous/d'

cat >try.mjs <<'JS'
import { mock } from 'node:test';
import FakeTimers from '@sinonjs/fake-timers';
import mockdate from 'mockdate';
import timekeeper from 'timekeeper';

const set = Date.UTC(2027, 1, 6);
const say = (name) => {
  const hasSet = (moment) => (moment === set ? 'the date that was set' : 'the real one');
  console.log(`${name}: Date has ${hasSet(Date.now())}, Temporal ${hasSet(Temporal.Now.instant().epochMilliseconds)}`);
};
mock.timers.enable({ now: set });
say('node:test');
mock.timers.reset();
mockdate.set(set);
say('mockdate');
mockdate.reset();
timekeeper.freeze(set);
say('timekeeper');
timekeeper.reset();
const clock = FakeTimers.install({ now: set });
say('@sinonjs/fake-timers');
clock.uninstall();
try {
  mock.timers.enable({ apis: ['Temporal'], now: set });
} catch (error) {
  console.log(`mock.timers for Temporal: ${error.code}`);
}
JS
node_modules/.bin/node try.mjs | tee seen
diff seen - <<'STATED' || { echo 'Changed: one of them moves another clock.' >&2; exit 1; }
node:test: Date has the date that was set, Temporal the real one
mockdate: Date has the date that was set, Temporal the real one
timekeeper: Date has the date that was set, Temporal the real one
@sinonjs/fake-timers: Date has the date that was set, Temporal the date that was set
mock.timers for Temporal: ERR_INVALID_ARG_VALUE
STATED
