import type { Localized } from '../chat/language.ts';
import { en } from './en.ts';
import type { Words } from './words.ts';
import { zhCn } from './zh-cn.ts';

/** Every language that the bot speaks. */
export const allWords: Localized<Words> = { en, 'zh-CN': zhCn };
