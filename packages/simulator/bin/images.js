#!/usr/bin/env node
// Starts the command of `npm run images`.
import { main } from '../dist/images-command/main.js';

process.exitCode = await main(process.argv.slice(2));
