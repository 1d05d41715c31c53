import { synchronise } from './ticker.js';
import { start } from './connection.js';
import { load as player } from './player.js';
import { recall, remember } from './memory.js';
import * as panel from './panel.js';
import * as wallboard from './wallboard-editor.js';
import { copy } from './copy.js';
import './listen.js';
import './keyboard.js';
import './order.js';

// What the server may call; complete before the connection starts.
const reveal = element => element.scrollIntoView({ block: 'center' });
// After the answer to the server: the browser's dialogue holds everything up.
const print = () => { setTimeout(() => window.print()); };
window.sipring = { copy, print, synchronise, player, recall, remember, reveal, panel, wallboard };
start();
