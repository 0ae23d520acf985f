import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unwrapText, wordsForBot } from '../../../adapters/slack/message-content.ts';
import { unreadable } from '../../../src/chat/argument.ts';
import { somebody } from '../../../src/chat/argument-kinds.ts';
import { whom } from '../../../src/chat/whom.ts';
import { offersLinkedIn } from '../../../src/domain/sellers/offer-links.ts';
import { bilingual } from '../../harness/bilingual.ts';

const order = '3305075341149134260';

describe('what somebody typed', () => {
  it.each([
    // Links.
    [
      '/seller <https://detail.1688.com/offer/1.html?a=1&amp;b=2>',
      '/seller https://detail.1688.com/offer/1.html?a=1&b=2',
    ],
    [
      '/seller <https://detail.1688.com/offer/1.html|https://detail.1688.com/offer/1.html>',
      '/seller https://detail.1688.com/offer/1.html',
    ],
    ['<http://1688.com|1688.com> x', '1688.com x'],
    ['<http://node.js|node.js> holder', 'node.js holder'],
    ['<https://a.example/x/|a.example/x>', 'a.example/x'],
    ['<http://%E6%9D%AF.example|杯.example>', '杯.example'],
    ['<http://a.example?a=1&amp;b=2|a.example?a=1&amp;b=2>', 'a.example?a=1&b=2'],
    [
      '<https://detail.1688.com/offer/600000000003.html|here>',
      'https://detail.1688.com/offer/600000000003.html',
    ],
    ['<https://detail.1688.com/offer/1.html|https://evil.example/>', 'https://detail.1688.com/offer/1.html'],
    ['<https://detail.1688.com/offer/1.html|a|b>', 'https://detail.1688.com/offer/1.html'],
    // Numbers and addresses.
    [`/order show <tel:${order}|${order}>`, `/order show ${order}`],
    [`/order show <tel:${order}>`, `/order show ${order}`],
    ['<tel:+8613811112222|+86 138 1111 2222>', '+86 138 1111 2222'],
    ['<tel:%2B8613811112222>', '+8613811112222'],
    ['<sms:10086|10086>', '10086'],
    ['<mailto:a@b.example|a@b.example>', 'a@b.example'],
    ['<mailto:a@b.example?subject=x>', 'a@b.example'],
    ['<slack://channel?id=C1|the channel>', 'the channel'],
    // People, groups, channels, dates.
    ['to <@U0ANN00001|ann> and <@U0BOB00002>', 'to <@U0ANN00001|ann> and <@U0BOB00002>'],
    ['grant viewer <@UQWERTYUI>', 'grant viewer <@UQWERTYUI>'],
    ['grant viewer <@W0ANN00001|ann lee>', 'grant viewer <@W0ANN00001|ann lee>'],
    [
      'grant viewer <!subteam^S0GUESTS01|@guests> <!subteam^SQWERTY>',
      'grant viewer <@&S0GUESTS01|guests> <@&SQWERTY>',
    ],
    ['<@U0ANN00001|A&amp;B>', '<@U0ANN00001>'],
    [
      'in <#C0BUYING01|buying> <#C0SECRET03|> <!here> <!channel|channel>',
      'in #buying #C0SECRET03 @here @channel',
    ],
    ['<!date^1392734382^{date_num} {time}|2014-02-18 6:39 AM>', '2014-02-18 6:39 AM'],
    ['<!date^1392734382^{date_num}^https://a.example|2014-02-18>', '2014-02-18'],
    // What was escaped.
    ['a &lt;b&gt; &amp;amp; c', 'a <b> &amp; c'],
    ['&lt;tel:1|2&gt;', '<tel:1|2>'],
    ['<offer>', '<offer>'],
    // Marks.
    ['`/seller 1`', '/seller 1'],
    ['*seller 1*', 'seller 1'],
    ['```seller 1\n```', 'seller 1'],
    [`/order show \`${order}\``, `/order show ${order}`],
    [`/order show *${order}* ~x~`, `/order show ${order} x`],
    ['see *<https://detail.1688.com/offer/1.html|here>* now', 'see https://detail.1688.com/offer/1.html now'],
    [`/order show *<tel:${order}|${order}>*`, `/order show ${order}`],
    ['_<@U0ANN00001>_', '<@U0ANN00001>'],
    ['2*3*4 5 * 6 _BBBJ_', '2*3*4 5 * 6 _BBBJ_'],
    ['', ''],
  ])('%s is %s', (sent, typed) => {
    expect(unwrapText(sent)).toBe(typed);
  });

  it.each([
    ['<@U0BOT00000> seller 1', 'seller 1'],
    ['<@U0BOT00000|shoptalk>: seller 1', 'seller 1'],
    ['*<@U0BOT00000>* seller 1', 'seller 1'],
    ['hello <@U0BOT00000>, seller 1', 'seller 1'],
    ['<@U0BOT00000>：seller 1', 'seller 1'],
    ['<@U0BOT00000> ，seller 1', 'seller 1'],
    ['seller 1 <@U0BOT00000>', 'seller 1'],
    ['<@U0BOT00000>', ''],
    ['seller 1', 'seller 1'],
    ['<@U0ANN00001> seller 1', '<@U0ANN00001> seller 1'],
    [`<@U0BOT00000> order show <tel:${order}|${order}>`, `order show ${order}`],
  ])('%s says to the bot: %s', (sent, words) => {
    expect(wordsForBot(sent, 'U0BOT00000')).toBe(words);
  });
});

describe('a person in a line that was typed', () => {
  const said = bilingual('e', 'z');
  const [granted, named] = [whom({ hint: said, expected: said }), somebody({ hint: said, expected: said })];

  it.each([
    ['<@UQWERTYUI>', 'UQWERTYUI'],
    ['<@U0ANN00001|ann>', 'U0ANN00001'],
    ['<@WQWERTYUI|Ann Lee>', 'WQWERTYUI'],
    ['<@UA>', 'UA'],
    ['*<@UQWERTYUI>*', 'UQWERTYUI'],
    // Their own words for it, as the examples of /help have them.
    ['&lt;@U0ANN00001|ann&gt;', 'U0ANN00001'],
  ])('who was picked is that person: %s', (sent, id) => {
    expect(granted.parse(unwrapText(sent))).toMatchObject({ kind: 'person', id });
    expect(named.parse(unwrapText(sent))).toMatchObject({ person: id });
  });

  it.each([
    ['<!subteam^SQWERTYUI>', 'SQWERTYUI'],
    ['<!subteam^S0GUESTS01|@guests>', 'S0GUESTS01'],
    ['&lt;@&amp;S0GUESTS01|guests&gt;', 'S0GUESTS01'],
  ])('a group that was picked is that group: %s', (sent, id) => {
    expect(granted.parse(unwrapText(sent))).toMatchObject({ kind: 'group', id });
  });

  it.each([
    '@ann',
    '@UQWERTYUI',
    '@WANDA',
    '@&amp;buyers',
    '&lt;@ann&gt;',
    '&lt;@UQWERTYUI&gt;',
    '&lt;@&amp;buyers&gt;',
    '&lt;!subteam^SQWERTYUI&gt;',
    '<!here>',
    '<#C0BUYING01|buying>',
    'ann',
  ])('a name that was typed is nobody: %s', (sent) => {
    expect(granted.parse(unwrapText(sent))).toBe(unreadable);
    expect(named.parse(unwrapText(sent))).toBe(unreadable);
  });
});

/** How Slack's client hands on what is typed into it: it escapes, and makes links of what looks like one. */
function sentBySlack(word: string): string {
  const escaped = word.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  if (/^https?:\/\//.test(word)) return `<${escaped}>`;
  if (/^[\w.]+@[\w.]+$/.test(word)) return `<mailto:${escaped}|${escaped}>`;
  if (/^\+?\d{7,20}$/.test(word)) return `<tel:${escaped}|${escaped}>`;
  if (/^[\w-]+(\.[\w-]+)+(\/\S*)?$/.test(word)) return `<http://${escaped}|${escaped}>`;
  return escaped;
}

describe('whatever Slack’s client makes a link of', () => {
  const path = fc.stringMatching(/^[\w/.?=-]{0,20}[\w]$/);
  const words = fc.oneof(
    fc.stringMatching(/^[a-z]{1,8}$/),
    fc.stringMatching(/^\+?[1-9]\d{6,18}$/),
    fc.stringMatching(/^[a-z]{1,8}@[a-z]{1,8}\.com$/),
    fc.tuple(fc.stringMatching(/^[a-z]{1,8}\.(com|cn|js)$/), path).map(([host, rest]) => `${host}/${rest}`),
    fc.stringMatching(/^[a-z]{1,8}\.(com|cn|js)$/),
    fc.tuple(fc.stringMatching(/^[a-z]{1,8}\.com$/), path).map(([host, rest]) => `https://${host}/${rest}`),
    fc.constantFrom('a&b', '<offer>', '&amp;', '5<6', '杯子', '--sku', '¥1,234.50'),
  );

  it('is read as it was typed', () => {
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 8 }), (typed) => {
        expect(unwrapText(typed.map(sentBySlack).join(' '))).toBe(typed.join(' '));
      }),
    );
  });

  it('is a link to an offer in whatever marks and words', () => {
    const marks = fc.constantFrom('', '*', '_', '~', '*_', '`');
    const around = fc.constantFrom('', 'see ', '看', '(', 'go: ');
    const label = fc.constantFrom('', '|here', '|这里', '|detail.1688.com/offer/600000000003.html', '|x|y');
    fc.assert(
      fc.property(marks, around, label, (mark, before, words) => {
        const link = `<https://detail.1688.com/offer/600000000003.html${words}>`;
        const closing = [...mark].reverse().join('');
        const text = unwrapText(`${before}${mark}${link}${closing} and more`);
        expect(offersLinkedIn(text)).toEqual([{ kind: 'offer', id: '600000000003' }]);
      }),
    );
  });
});
