import { measureWeight, printWeight } from '../../domain/shipping/measure.ts';
import { en } from '../../languages/en/index.ts';
import { printMeasured, type Understood } from './understood.ts';

const typed = [
  '500g',
  '1.2 kg',
  '2 kgs',
  '1,5kg',
  '.5kg',
  '1,500 g',
  '1 500 g',
  '1.500,5 g',
  '2公斤',
  '3斤',
  '3 两',
  '0.5吨',
  '1 lb',
  '3磅',
  '8 oz',
  '1.500 g',
  '1,500 kg',
  '0.5 ton',
  '2台斤',
  '1 1/2 kg',
  '500',
];

/** Weights as `/ship estimate` reads them. */
export async function weights(): Promise<Understood> {
  return {
    title: 'Weights',
    where:
      'The weight of `/ship estimate`, in any place and with or without blanks; in whole grams, rounded up.',
    rows: typed.map((each) => ({
      typed: each,
      read: printMeasured(measureWeight(each), printWeight, en.shipping),
    })),
    source:
      'Pound and ounce: NIST Special Publication 811, appendix B. 斤 and 两: the State Council of China, 1959. 司马斤: Hong Kong, Cap. 68.',
  };
}
