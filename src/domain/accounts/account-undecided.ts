/**
 * Thrown by whatever would read or write rows of the account while it is not known which one that is: the access key is
 * new, and the store holds orders, watches or claims of another.
 */
export class AccountUndecided extends Error {
  override readonly name = 'AccountUndecided';
  constructor() {
    super('the access key in use is linked to no account yet');
  }
}
