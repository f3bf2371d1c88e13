#!/usr/bin/env node
// Starts the command of `npm run sim`.
import { main } from '../dist/sim-command/main.js';

process.exitCode = await main(process.argv.slice(2));
