#!/usr/bin/env node
// Starts the command of `npm run tornet`.
import { main } from '../dist/tornet-command/main.js';

process.exitCode = await main(process.argv.slice(2));
