import { z } from 'zod';
import { bounds } from '../bounds.ts';

/*
 * Freight out of China (xport-api.md, section 8). What renders and books is a sibling's; what estimates, and what puts a
 * carrier's number onto an order, is inferred.
 */

/** Who receives abroad, whole: it is sent, and never shown to others or logged. What is not known is empty. */
export interface ReceiverAddress {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly mobilePhone: string;
  readonly address: string;
  readonly taxId: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly city: string;
  readonly zip: string;
  readonly state: string;
}

/** Which service carries it. */
export interface FreightInfo {
  readonly serviceId: string;
  readonly companyName: string;
  readonly serviceCategory: string;
}

/** Goods of one kind. */
export interface AbroadItem {
  /** The offer's id. */
  readonly itemId: string;
  /** Empty where the offer has none. */
  readonly skuId: string;
  readonly quantity: number;
  readonly freightInfo: FreightInfo;
  /** Of `price`. */
  readonly currency: string;
  /** Of one piece, a decimal: what is declared. */
  readonly price: string;
}

export interface AbroadEstimateRequest {
  readonly country: string;
  readonly zip?: string | undefined;
  /** Grams. */
  readonly weight: number;
  /** Centimetres, as are width and height. */
  readonly length?: number | undefined;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
}

export interface AbroadRenderRequest {
  readonly receiverAddress: ReceiverAddress;
  readonly renderItems: readonly AbroadItem[];
}

export interface AbroadBookRequest {
  /** What the render gave: "FF", the date, five digits. */
  readonly renderId: string;
  readonly receiverAddress: ReceiverAddress;
  readonly lineItems: readonly (AbroadItem & { readonly title: string; readonly imageUrl: string })[];
  /** The order within China whose goods are sent on. */
  readonly tmallOrderInfo?: { readonly tmallOrderId: string } | undefined;
  readonly remark?: string | undefined;
}

export interface DomesticUpdateRequest {
  /** Of the international order. */
  readonly orderId: string;
  readonly logisticsCompany: string;
  readonly mailNo: string;
}

const country = z.string().regex(/^[A-Z]{2}$/);
const centimetres = z.number().positive().optional();

const receiverAddress = z
  .object({
    name: z.string().min(1),
    email: z.string(),
    phone: z.string(),
    mobilePhone: z.string(),
    address: z.string().min(1),
    taxId: z.string(),
    country,
    city: z.string().min(1),
    zip: z.string(),
    state: z.string(),
  })
  .readonly();

const itemShape = {
  itemId: z.string().regex(/^\d{6,19}$/),
  skuId: z.string().regex(/^\d{0,20}$/),
  quantity: z.int().min(1),
  freightInfo: z
    .object({ serviceId: z.string().min(1), companyName: z.string(), serviceCategory: z.string() })
    .readonly(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  price: z.string().regex(/^\d{1,12}(?:\.\d{1,4})?$/),
};

export const estimateRequest = z
  .object({
    country,
    zip: z.string().optional(),
    weight: z.int().min(1),
    length: centimetres,
    width: centimetres,
    height: centimetres,
  })
  .readonly();

export const renderRequest = z
  .object({
    receiverAddress,
    renderItems: z.array(z.object(itemShape).readonly()).min(1).max(bounds.goods).readonly(),
  })
  .readonly();

export const bookRequest = z
  .object({
    renderId: z.string().min(1).max(64),
    receiverAddress,
    lineItems: z
      .array(z.object({ ...itemShape, title: z.string(), imageUrl: z.string() }).readonly())
      .min(1)
      .max(bounds.goods)
      .readonly(),
    tmallOrderInfo: z
      .object({ tmallOrderId: z.string().regex(/^\d{6,20}$/) })
      .readonly()
      .optional(),
    remark: z.string().max(200).optional(),
  })
  .readonly();

export const domesticRequest = z
  .object({
    orderId: z.string().min(1).max(64),
    logisticsCompany: z.string().min(1).max(64),
    mailNo: z.string().min(1).max(64),
  })
  .readonly();
