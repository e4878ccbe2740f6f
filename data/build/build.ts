import { buildRegister } from './build-register.ts';

buildRegister();
