// What Swagger UI has in a sandbox, and nowhere else.
import { prefer } from './prefer.js';
import { reset } from './reset.js';

const NETWORK_FAULTS = [
  { value: 'wait=5', label: 'the usual response, after 5 seconds' },
  { value: 'drop=request', label: 'no response, and nothing is done' },
  { value: 'drop=response', label: 'no response, although it is done' },
];

export const plugins = [prefer(NETWORK_FAULTS), reset];
