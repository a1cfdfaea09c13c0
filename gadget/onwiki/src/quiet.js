'use strict';

/**
 * Which latest revisions of one's own pages gave nothing to say, on this device: they are not looked at again.
 * Page and revision numbers only, and forgotten with each version of the gadget.
 */

const KEY = 'wikilatch-quiet';
const MOST = 50;
/** @type {string} */
const version = require( './data/config.json' ).version;

/**
 * @return {{version: string, pages: Object<string, number>, plain: string}}
 */
function noted() {
	const stored = mw.storage.getObject( KEY );
	return stored && stored.version === version ? stored : { version: version, pages: {}, plain: '' };
}

/**
 * @param {Place} place
 * @return {boolean}
 */
function is( place ) {
	return noted().pages[ place.pageId ] === place.revision;
}

/**
 * @param {Place} place
 */
function note( place ) {
	const now = noted();
	if ( Object.keys( now.pages ).length >= MOST ) {
		now.pages = {};
	}
	now.pages[ place.pageId ] = place.revision;
	mw.storage.setObject( KEY, now );
}

/**
 * @param {string} user
 * @return {boolean} Whether this user name was found to be no real name; the lists for that are large
 */
function isPlain( user ) {
	return noted().plain === user;
}

/**
 * @param {string} user
 */
function notePlain( user ) {
	const now = noted();
	now.plain = user;
	mw.storage.setObject( KEY, now );
}

/**
 * Look at every page again.
 */
function forget() {
	mw.storage.remove( KEY );
}

module.exports = { is: is, note: note, isPlain: isPlain, notePlain: notePlain, forget: forget };
