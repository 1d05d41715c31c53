import { synchronise } from './ticker.js';
import { start } from './connection.js';
import { load as player } from './player.js';
import './keyboard.js';

// What the server may call; complete before the connection starts.
window.sipring = { synchronise, player };
start();
