import type { CallOptions } from '../call.ts';
import type { Endpoint, PartnerAnswer } from '../endpoint.ts';
import type { Page } from '../pages.ts';
import type { AnswerReading, Scope } from '../read-answer.ts';
import {
  type AbroadQuote,
  type AbroadService,
  booked,
  done,
  type FreightBooked,
  quote,
  services,
} from './answers.ts';
import {
  type AbroadBookRequest,
  type AbroadEstimateRequest,
  type AbroadItem,
  type AbroadRenderRequest,
  bookRequest,
  type DomesticUpdateRequest,
  domesticRequest,
  estimateRequest,
  type ReceiverAddress,
  renderRequest,
} from './requests.ts';

const receiverAddress: ReceiverAddress = {
  name: 'Ann Example',
  email: '',
  phone: '+15035550100',
  mobilePhone: '+15035550100',
  address: '1 Example Street',
  taxId: '',
  country: 'US',
  city: 'Portland',
  zip: '97201',
  state: 'OR',
};
const item: AbroadItem = {
  itemId: '889512351602',
  skuId: '5736673805656',
  quantity: 2,
  freightInfo: { serviceId: 'STANDARD', companyName: 'CAINIAO', serviceCategory: 'STANDARD' },
  currency: 'CNY',
  price: '29.00',
};

/** What services would take for a parcel. */
export const estimateAbroad: Endpoint<AbroadEstimateRequest, Page<AbroadService>> = {
  name: 'freight.abroad.estimate',
  path: '/open/pp/logistics/estimateFreight',
  confidence: 'I',
  effect: 'read',
  kept: 'never',
  querySigned: true,
  request: estimateRequest,
  data: services,
  example: { country: 'US', zip: '97201', weight: 1200, length: 30, width: 20, height: 12 },
};

/** What sending goods abroad costs, with the id that a booking names. Books nothing. */
const render: Endpoint<AbroadRenderRequest, AbroadQuote> = {
  name: 'freight.abroad.render',
  path: '/open/pp/logistics/orderRenderFreight',
  confidence: 'S',
  effect: 'read',
  kept: 'never',
  querySigned: true,
  request: renderRequest,
  data: quote,
  example: { receiverAddress, renderItems: [item] },
};

/** Books it: an international order. */
const book: Endpoint<AbroadBookRequest, FreightBooked> = {
  name: 'freight.abroad.book',
  path: '/open/pp/logistics/orderBookingFreight',
  confidence: 'D',
  effect: 'write',
  kept: 'never',
  querySigned: true,
  request: bookRequest,
  data: booked,
  example: {
    renderId: 'FF2026112500001',
    receiverAddress,
    lineItems: [{ ...item, title: '冷库用风冷一体式制冷机组', imageUrl: '' }],
  },
};

/** Says by which parcel within China the goods of an international order come. */
const update: Endpoint<DomesticUpdateRequest, { readonly done: boolean }> = {
  name: 'freight.abroad.updateDomestic',
  path: '/open/pp/logistics/updateDomestic',
  confidence: 'I',
  effect: 'write',
  kept: 'never',
  querySigned: true,
  request: domesticRequest,
  data: done,
  example: { orderId: '2026112500000001', logisticsCompany: 'YTO', mailNo: 'YT7565691026776' },
};

export const freightAbroadEndpoints = [estimateAbroad, render, book, update] as const;

/** Freight out of China. */
export interface FreightAbroadCalls {
  /** Sizes in cm, weight in grams. */
  estimate(request: AbroadEstimateRequest, scope: Scope): Promise<PartnerAnswer<Page<AbroadService>>>;
  render(request: AbroadRenderRequest, scope: Scope): Promise<PartnerAnswer<AbroadQuote>>;
  book(request: AbroadBookRequest, caller: CallOptions): Promise<PartnerAnswer<FreightBooked>>;
  updateDomestic(
    request: DomesticUpdateRequest,
    caller: CallOptions,
  ): Promise<PartnerAnswer<{ readonly done: boolean }>>;
}

export function createFreightAbroadCalls(
  reading: <Request, Data>(endpoint: Endpoint<Request, Data>) => AnswerReading<Request, Data>,
  write: <Request, Data>(
    endpoint: Endpoint<Request, Data>,
    request: Request,
    caller: CallOptions,
  ) => Promise<PartnerAnswer<Data>>,
): FreightAbroadCalls {
  return {
    estimate: reading(estimateAbroad),
    render: reading(render),
    book: (request, caller) => write(book, request, caller),
    updateDomestic: (request, caller) => write(update, request, caller),
  };
}
