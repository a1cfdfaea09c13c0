'use strict';

/**
 * Remembering what the reader keeps without remembering it.
 *
 * A phone number has few digits, so a bare hash of it can be undone by trying them all. What is stored is PBKDF2
 * over kind and value with a salt of the reader's own and many rounds, cut to 96 bits; without the reader's
 * preferences nobody can even begin to try.
 */

const preferences = require( './preferences.js' );
const ROUNDS = 60000;
const BITS = 96;
const MOST = 300;
const TOLD = 'wikilatch-told';

/**
 * @param {Uint8Array} bytes
 * @return {string}
 */
function base64( bytes ) {
	return btoa( String.fromCharCode.apply( null, Array.prototype.slice.call( bytes ) ) );
}

/**
 * @return {boolean} Whether this page may use the browser's cryptography (it may not on plain http)
 */
function isPossible() {
	return typeof crypto !== 'undefined' && !!crypto.subtle && typeof TextEncoder !== 'undefined';
}

/**
 * @return {string}
 */
function newSalt() {
	return base64( crypto.getRandomValues( new Uint8Array( 16 ) ) );
}

/**
 * @param {string} salt
 * @param {Item} item
 * @return {Promise<string>}
 */
function fingerprint( salt, item ) {
	const encoder = new TextEncoder();
	// Spaces and case are no other phone number.
	const what = item.type + '\n' + item.value.replace( /\s+/g, ' ' ).trim().toLowerCase();
	return crypto.subtle.importKey( 'raw', encoder.encode( what ), 'PBKDF2', false, [ 'deriveBits' ] )
		.then( ( key ) => crypto.subtle.deriveBits(
			{ name: 'PBKDF2', hash: 'SHA-256', iterations: ROUNDS, salt: encoder.encode( salt ) }, key, BITS ) )
		.then( ( bits ) => base64( new Uint8Array( bits ) ) );
}

/**
 * @param {Item[]} items
 * @param {string|undefined} salt
 * @param {string[]} known
 * @return {Promise<boolean[]>} Which of the items are among the known fingerprints
 */
function among( items, salt, known ) {
	if ( !salt || !known.length || !items.length || !isPossible() ) {
		return Promise.resolve( items.map( () => false ) );
	}
	return Promise.all( items.map( ( item ) => fingerprint( salt, item )
		.then( ( made ) => known.indexOf( made ) >= 0 ) ) );
}

/**
 * @param {Item[]} items
 * @return {Promise<boolean[]>} Which of them the reader keeps
 */
function areKept( items ) {
	const choices = preferences.read();
	return among( items, choices.salt, ( choices.keep || [] ).map( ( entry ) => entry[ 0 ] ) );
}

/**
 * @param {Item[]} items
 * @return {Promise<void>}
 */
function add( items ) {
	if ( !isPossible() ) {
		return Promise.reject( new Error( 'this wiki is not served over https, so nothing can be kept safely' ) );
	}
	return preferences.update( ( choices ) => {
		const salt = choices.salt || newSalt();
		return Promise.all( items.map( ( item ) => fingerprint( salt, item ) ) ).then( ( made ) => {
			const list = choices.keep || [];
			made.forEach( ( one ) => {
				if ( !list.some( ( entry ) => entry[ 0 ] === one ) ) {
					list.push( [ one, preferences.day() ] );
				}
			} );
			choices.salt = salt;
			choices.keep = list.slice( -MOST );
		} );
	} ).then( () => {} );
}

/**
 * @param {string} [made] One fingerprint; all where it is left out
 * @return {Promise<any>}
 */
function forget( made ) {
	return preferences.update( ( choices ) => {
		choices.keep = ( choices.keep || [] ).filter( ( entry ) => made !== undefined && entry[ 0 ] !== made );
		if ( !choices.keep.length ) {
			delete choices.keep;
			delete choices.salt;
		}
	} );
}

/**
 * @return {{salt: string, list: string[]}} What was asked about in this tab; a preview reloads the page
 */
function toldHere() {
	const told = mw.storage.session.getObject( TOLD );
	return told && told.salt ? told : { salt: isPossible() ? newSalt() : '', list: [] };
}

/**
 * @param {Item[]} items
 * @return {Promise<boolean[]>} Which of them were asked about in this tab
 */
function wereTold( items ) {
	const told = toldHere();
	return among( items, told.salt, told.list );
}

/**
 * @param {Item[]} items
 * @return {Promise<void>}
 */
function noteTold( items ) {
	if ( !isPossible() ) {
		return Promise.resolve();
	}
	const told = toldHere();
	return Promise.all( items.map( ( item ) => fingerprint( told.salt, item ) ) ).then( ( made ) => {
		mw.storage.session.setObject( TOLD, { salt: told.salt, list: told.list.concat( made ).slice( -MOST ) } );
	} );
}

module.exports = {
	areKept: areKept, add: add, forget: forget, isPossible: isPossible, wereTold: wereTold, noteTold: noteTold
};
