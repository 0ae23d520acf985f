import { measureSize, measureWeight, printSize, printWeight } from '../../domain/shipping/measure.ts';
import { en } from '../../languages/en/index.ts';
import { printMeasured, type Understood } from './understood.ts';

const typedWeights = [
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
    rows: typedWeights.map((each) => ({
      typed: each,
      read: printMeasured(measureWeight(each), printWeight, en.shipping),
    })),
    source:
      'Pound and ounce: NIST Special Publication 811, appendix B. 斤 and 两: the State Council of China, 1959. 司马斤: Hong Kong, Cap. 68.',
  };
}

const typedSizes = [
  '30x20x12',
  '30 * 20 * 12 cm',
  '30cm*20cm*12cm',
  '30×20×12厘米',
  '300毫米*200毫米*120毫米',
  '0.3m x 0.2m x 0.12m',
  '30cm x 200mm x 0.12m',
  '12"x8"x6"',
  '12 x 8 x 6 in',
  '12*8*6英寸',
  'L30 W20 H12',
  '长30宽20高12',
  '30.5x20,5x12',
  '2x2x1cm',
  '0.3*0.2*0.1',
  '300x200x120',
  '12寸*8寸*6寸',
  '30cm x 20 x 12in',
  '30 20 12',
];

/** Sizes as `/ship estimate` reads them. */
export async function sizes(): Promise<Understood> {
  return {
    title: 'Sizes',
    where:
      'The size of `/ship estimate`, behind the weight or as `--size`; length, width and height, rounded up to a millimetre.',
    rows: typedSizes.map((each) => ({
      typed: each,
      read: printMeasured(measureSize(each), printSize, en.shipping),
    })),
    source:
      'Inch and foot: NIST Special Publication 811, appendix B. 市寸 and 市尺: the State Council of China, 1959.',
  };
}
