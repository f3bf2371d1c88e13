#!/usr/bin/env node
// Starts the demonstration of `npm start`.
import { main } from '../dist/demo/main.js';

process.exitCode = await main(process.argv.slice(2));
