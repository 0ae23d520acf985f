import { temporaryFolder } from '../harness/process.ts';
import { accountContract } from './account-contract.ts';

accountContract('SQLite', async () => {
  const folder = await temporaryFolder();
  return { url: `sqlite:${folder.path}/x.db`, dispose: () => folder[Symbol.asyncDispose]() };
});
