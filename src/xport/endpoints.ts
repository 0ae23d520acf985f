import { addressAddOrUpdate, addressGet } from './addresses.ts';
import { orderCancelCall, orderCreateCall, orderPayCall, orderPreviewCall } from './buying.ts';
import type { Endpoint } from './endpoint.ts';
import { freightAbroadEndpoints } from './freight-abroad/calls.ts';
import { openUidDecrypt } from './im.ts';
import { orderDetailEndpoint, orderListCall, orderLogisticsEndpoint } from './orders.ts';
import { productEndpoints } from './products/calls.ts';
import { purchasePage } from './purchases.ts';
import { refundEndpoints } from './refunds/calls.ts';

/** Every call of the partner API that this program knows. */
export const endpoints: readonly Endpoint<unknown, unknown>[] = [
  openUidDecrypt,
  ...productEndpoints,
  orderListCall,
  orderDetailEndpoint,
  orderLogisticsEndpoint,
  purchasePage,
  addressAddOrUpdate,
  addressGet,
  orderPreviewCall,
  orderCreateCall,
  orderPayCall,
  orderCancelCall,
  ...freightAbroadEndpoints,
  ...refundEndpoints,
];

/** The call that people name `name`, such as `im.openuid.decrypt`. */
export function endpointNamed(name: string): Endpoint<unknown, unknown> | undefined {
  return endpoints.find((endpoint) => endpoint.name === name);
}
