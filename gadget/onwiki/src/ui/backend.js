'use strict';

/**
 * Talking with the site that sends mails: only after the reader said yes, and never about what a page says.
 */

const KEY = 'wikilatch-connection';
const DAYS = 30;
/** @type {string} */
const origin = require( '../data/config.json' ).backend;

/**
 * @return {{token: string, ends: string}|null}
 */
function connection() {
	return mw.storage.getObject( KEY ) || null;
}

/**
 * Forget the connection on this device.
 */
function drop() {
	mw.storage.remove( KEY );
}

/**
 * Open the site's window and wait for its answer. Call it from a click: browsers block other windows.
 *
 * @return {Promise<'connected'|'refused'|'blocked'>}
 */
function connect() {
	const bytes = crypto.getRandomValues( new Uint8Array( 16 ) );
	const nonce = Array.prototype.map.call( bytes, ( byte ) => ( '0' + byte.toString( 16 ) ).slice( -2 ) ).join( '' );
	const popup = window.open( origin + '/gadget/connect?' + $.param( { origin: location.origin, nonce: nonce } ),
		'wikilatch-connect', 'popup,width=520,height=640' );
	return new Promise( ( resolve ) => {
		if ( !popup ) {
			resolve( 'blocked' );
			return;
		}
		/**
		 * @param {MessageEvent} event
		 */
		function hear( event ) {
			// Anybody may send messages: only the site's own, answering this very question, counts.
			if ( event.origin !== origin || !event.data || event.data.nonce !== nonce ) {
				return;
			}
			window.removeEventListener( 'message', hear );
			if ( event.data.wikilatch !== 'connected' || !/^[\w.-]{20,}$/.test( event.data.token ) ) {
				resolve( 'refused' );
				return;
			}
			mw.storage.setObject( KEY, {
				token: event.data.token, ends: new Date( Date.now() + DAYS * 864e5 ).toISOString().slice( 0, 10 )
			}, DAYS * 86400 );
			resolve( 'connected' );
		}
		// A window that is closed without an answer sends none; the question can be asked again.
		window.addEventListener( 'message', hear );
	} );
}

/**
 * @param {string} method
 * @param {string} path Below /api/v1
 * @param {Object} [body]
 * @return {Promise<any>} The answer; rejected with `ended` where the connection is over, else with `unreachable`
 */
function call( method, path, body ) {
	const known = connection();
	if ( !known ) {
		return Promise.reject( new Error( 'ended' ) );
	}
	/** @type {Object<string, string>} */
	const headers = { Authorization: 'Bearer ' + known.token };
	if ( body ) {
		headers[ 'Content-Type' ] = 'application/json';
	}
	return fetch( origin + '/api/v1/' + path, {
		method: method, headers: headers, body: body ? JSON.stringify( body ) : undefined,
		credentials: 'omit', referrerPolicy: 'no-referrer', mode: 'cors', cache: 'no-store'
	} ).then( ( answer ) => {
		if ( answer.status === 401 ) {
			drop();
			throw new Error( 'ended' );
		}
		if ( !answer.ok ) {
			throw new Error( 'unreachable' );
		}
		return answer.status === 204 ? null : answer.json();
	}, () => {
		throw new Error( 'unreachable' );
	} );
}

module.exports = { origin: origin, connection: connection, connect: connect, call: call, drop: drop };
