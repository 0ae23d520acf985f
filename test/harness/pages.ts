import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './sources.ts';

/** A page of the documentation. */
interface Page {
  /** From the project's root. */
  readonly name: string;
  readonly text: string;
  /** The same without its fenced blocks, whose content is no Markdown. */
  readonly prose: string;
}

const fenced = /^( *)```(\w*)\n([\s\S]*?)^\1```$/gm;

/** Every page that people read: README and what lies beside it, docs, and what these lead to. */
export const pages: readonly Page[] = [
  'README.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'findings/README.md',
  'test/bench/README.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
].map((name) => {
  const text = readFileSync(join(root, name), 'utf8');
  return { name, text, prose: text.replace(fenced, '') };
});

/** The page of that name. */
export function pageOf(name: string): Page {
  const page = pages.find((each) => each.name === name);
  if (page === undefined) throw new Error(`there is no page ${name}`);
  return page;
}

/** The lines of the page's shell blocks, in its order, each as it is typed. */
export function shellLines({ text }: Page): readonly string[] {
  return [...text.matchAll(fenced)]
    .filter(([, , language]) => language === 'sh')
    .flatMap(([, , , content = '']) => content.split('\n').map((line) => line.trim()))
    .filter((line) => line !== '');
}

/** What stands in `code` in the page's prose. */
export function codeIn({ prose }: Page): readonly string[] {
  return [...prose.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code.replaceAll('\\|', '|'));
}
