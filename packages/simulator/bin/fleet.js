#!/usr/bin/env node
// Starts what runs in the containers of an exported scenario.
import { main } from '../dist/fleet-command/main.js';

process.exitCode = await main(process.argv.slice(2), import.meta.filename);
