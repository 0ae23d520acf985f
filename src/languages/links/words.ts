/** What the pages behind guarded links say; plain text without marks. */
export interface LinkWords {
  readonly title: string;
  readonly advice: string;
  readonly open: string;
  readonly expired: string;
  readonly expiredAdvice: string;
  readonly unknown: string;
  readonly unknownAdvice: string;
  readonly tooOften: string;
  readonly tooOftenAdvice: string;
  readonly down: string;
  readonly downAdvice: string;
}
