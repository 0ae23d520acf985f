/** What forms are called, and what the button says that sends each off: at most 24 characters each. */
export const forms = {
  search: { title: 'Search', submit: 'Search' },
  image: { title: 'Search by picture', submit: 'Search' },
  compare: { title: 'Compare offers', submit: 'Compare' },
  freight: { title: 'Freight within China', submit: 'See freight' },
  order: { title: 'Order', submit: 'See total' },
  basketAdd: { title: 'Add to basket', submit: 'Add' },
  basketChange: { title: 'Change quantity', submit: 'Change' },
  basketOrder: { title: 'Order from basket', submit: 'See total' },
  refund: { title: 'Refund', submit: 'Check refund' },
  refundReasons: { title: 'Money back', submit: 'See reasons' },
  shipEstimate: { title: 'Freight abroad', submit: 'See freight' },
  giveBack: { title: 'Goods sent back', submit: 'Tell parcel' },
  shipAbroad: { title: 'Ship abroad', submit: 'See cost' },
  shipParcel: { title: 'Parcel within China', submit: 'Tell parcel' },
  watch: { title: 'Order news', submit: 'Save' },
  addressAdd: { title: 'New address', submit: 'Save address' },
  addressEdit: { title: 'Change address', submit: 'Save address' },
  grant: { title: 'Give a role', submit: 'Give role' },
  account: { title: 'User at the partner', submit: 'Use it' },
  approvalAbove: { title: 'Second person above', submit: 'Save' },
  rate: { title: 'Exchange rate', submit: 'Save' },
  decline: { title: 'Decline request', submit: 'Decline' },
};

export type FormWords = typeof forms;
