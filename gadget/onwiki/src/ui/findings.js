'use strict';

/**
 * How what was found is shown: each thing in its line, and why it matters.
 */

const build = require( './element.js' );
const messages = require( './messages.js' );
const element = build.element;
const text = messages.text;
const AROUND = 100;
const ORDER = [ 'urgent', 'caution', 'notice' ];

/**
 * @param {string} whole
 * @param {Item} item
 * @return {HTMLElement} The line (or lines) it stands in, with it highlighted
 */
function excerpt( whole, item ) {
	const first = Math.max( whole.lastIndexOf( '\n', item.start - 1 ) + 1, item.start - AROUND );
	const newline = whole.indexOf( '\n', item.end );
	const last = Math.min( newline < 0 ? whole.length : newline, item.end + AROUND );
	return element( 'div', { class: 'wikilatch-excerpt', dir: 'auto', lang: mw.config.get( 'wgPageContentLanguage' ) }, [
		( first > 0 && whole.charAt( first - 1 ) !== '\n' ? '…' : '' ) + whole.slice( first, item.start ),
		element( 'mark', {}, item.value ),
		whole.slice( item.end, last ) + ( last < whole.length && whole.charAt( last ) !== '\n' ? '…' : '' )
	] );
}

/**
 * @param {string} whole The text that the items stand in
 * @param {Item[]} items
 * @param {function(Item, HTMLElement): void} [keep] Where each can be kept by itself
 * @return {HTMLElement}
 */
function list( whole, items, keep ) {
	const sorted = items.slice().sort(
		( a, b ) => ORDER.indexOf( a.tier ) - ORDER.indexOf( b.tier ) || a.start - b.start );
	return element( 'ul', { class: 'wikilatch-findings' }, sorted.map( ( item ) => {
		const entry = element( 'li', {}, [
			element( 'h3', {}, [
				element( 'span', {}, text( 'type-' + item.type ) ), ' ',
				element( 'span', { class: 'wikilatch-chip wikilatch-' + item.tier, title: text( 'tier-' + item.tier + '-means' ) },
					text( 'tier-' + item.tier ) )
			] ),
			excerpt( whole, item ),
			element( 'p', {}, text( 'why-' + item.type ) )
		] );
		if ( keep ) {
			entry.appendChild( build.button( text( 'keep-one' ), 'normal', () => {
				keep( item, entry );
			} ) );
		}
		return entry;
	} ) );
}

/**
 * @return {HTMLElement} Who can see a user page
 */
function audience() {
	return element( 'details', { class: 'wikilatch-details' }, [
		element( 'summary', {}, text( 'seen-title' ) ),
		element( 'ul', {}, [ 'everyone', 'mirrors', 'history' ].map( ( who ) => element( 'li', {}, text( 'seen-' + who ) ) ) )
	] );
}

/**
 * @param {Proposal} proposal
 * @return {HTMLElement} The lines that would change
 */
function change( proposal ) {
	return element( 'details', { class: 'wikilatch-details' }, [
		element( 'summary', {}, text( 'hold-change' ) ),
		element( 'div', { class: 'wikilatch-diff' }, proposal.lines.map( ( line ) => element( 'div', { class: 'wikilatch-diff-line' }, [
			element( 'div', { class: 'wikilatch-before', dir: 'auto' }, line.before.map( ( part ) => part.out ? element( 'del', {}, part.text ) : part.text ) ),
			line.after.trim() === '' ?
				element( 'div', { class: 'wikilatch-after' }, element( 'i', {}, text( 'mend-line-gone' ) ) ) :
				element( 'div', { class: 'wikilatch-after', dir: 'auto' }, line.after )
		] ) ) )
	] );
}

/**
 * @param {Review} review
 * @return {HTMLElement[]} What is said of the text as a whole
 */
function remarks( review ) {
	const said = [];
	if ( review.minor ) {
		said.push( element( 'p', { class: 'wikilatch-remark' }, [
			element( 'strong', {}, text( 'minor-title' ) ), ' ', text( 'minor' )
		] ) );
	}
	if ( review.mosaic ) {
		said.push( element( 'p', { class: 'wikilatch-remark' }, text( 'page-mosaic' ) ) );
	}
	return said;
}

module.exports = { list: list, audience: audience, change: change, remarks: remarks };
