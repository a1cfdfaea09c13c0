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
 * @return {Object<string, number>}
 */
function pages() {
	const stored = mw.storage.getObject( KEY );
	return stored && stored.version === version ? stored.pages : {};
}

/**
 * @param {Place} place
 * @return {boolean}
 */
function is( place ) {
	return pages()[ place.pageId ] === place.revision;
}

/**
 * @param {Place} place
 */
function note( place ) {
	let now = pages();
	if ( Object.keys( now ).length >= MOST ) {
		now = {};
	}
	now[ place.pageId ] = place.revision;
	mw.storage.setObject( KEY, { version: version, pages: now } );
}

/**
 * Look at every page again.
 */
function forget() {
	mw.storage.remove( KEY );
}

module.exports = { is: is, note: note, forget: forget };
