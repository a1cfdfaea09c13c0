'use strict';

/**
 * Contact points compared by meaning: `a@b.org`, `a(_AT_)b.org`, full width and native digits are one.
 * bot/translation/contacts.py, in the browser.
 */

const text = require( './text.js' );

const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;
const NOISE = /<!--[\s\S]*?(?:-->|$)|<\/?(?:nowiki|wbr|bdi|bdo|span|b|i|em|strong|code|tt|kbd|small)\b[^<>]*>|'{2,5}/g;
const TWO_PARTS = /\{\{\s*[\w\- ]{0,20}(?:mail|spam)[\w\- ]{0,20}\|\s*(?:\w+\s*=\s*)?([A-Za-z0-9._%+-]+)\s*\|\s*(?:\w+\s*=\s*)?([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)\s*(?:\|[^{}]*)?\}\}/gi;
const AT_IMAGE = /\s{0,3}\[\[\s{0,3}(?:file|image)\s*:[^[\]|]*\bat\b[^[\]]*\]\]\s{0,3}/gi;
const BARE_AT = /([A-Za-z0-9])_AT_(?=[A-Za-z0-9])/g;
const SPOKEN = /(^|[^A-Za-z0-9._%+-])([A-Za-z0-9._%+-]{1,64}) (?:at|AT) ([A-Za-z0-9-]{1,63}) (?:dot|DOT) ([A-Za-z]{2,24})\b/g;
const DOT_WORD = /([A-Za-z0-9])\s?[([{<]\s*_?(?:dot|punto|point|punkt|ponto|\.|点|ドット)_?\s*[)\]}>]\s?(?=[A-Za-z])/gi;
const EMAIL = /([A-Za-z0-9][A-Za-z0-9._%+-]{0,63})\s?@\s?([A-Za-z0-9][A-Za-z0-9-]{0,62}(?:\.[A-Za-z0-9-]{1,63})+)/g;
const MAILTO = /mailto:([^\s[\]|<>"?]+)(\?[^\s\]]*)?/gi;
const SIMILAR = 0.72;

/**
 * @param {string} said
 * @return {string} Every way of writing @ and dots between parts of an address made plain
 */
function plainSigns( said ) {
	const visible = text.unescape( said ).replace( NOISE, '' ).replace( INVISIBLE, '' );
	const plain = Array.from( visible ).map( ( char ) => {
		const value = text.digit( char );
		if ( value >= 0 ) {
			return String( value );
		}
		return ( char >= '\uff01' && char <= '\uff5e' ) || char === '﹫' || char === '﹒' ? char.normalize( 'NFKC' ) : char;
	} ).join( '' );
	return text.plainAt( plain.replace( TWO_PARTS, '$1@$2' ).replace( AT_IMAGE, '@' ).replace( DOT_WORD, '$1.' ) )
		.replace( BARE_AT, '$1@' ).replace( SPOKEN, '$1$2@$3.$4' );
}

/**
 * @param {string} said
 * @return {string[]} The normal forms of the contact points, in order
 */
function contacts( said ) {
	/** @type {Record<string, number>} */
	const targets = {};
	const plain = plainSigns( said ).replace( MAILTO, ( _all, address ) => {
		targets[ address.toLowerCase() ] = ( targets[ address.toLowerCase() ] || 0 ) + 1;
		return '\u0002' + address + '\u0003';
	} );
	const mails = text.each( EMAIL, plain, ( before ) => !/[A-Za-z0-9._%+-]/.test( before ) );
	const found = mails.map( ( match ) => match[ 1 ].replace( /^\.+/, '' ).toLowerCase() + '@' +
		match[ 2 ].toLowerCase().replace( /-+$/, '' ) );
	text.phones( text.without( plain, mails ) ).forEach( ( match ) => {
		found.push( ( /^[+t]/.test( match[ 0 ] ) ? '+' : '' ) + match[ 0 ].replace( /\D/g, '' ) );
	} );
	// The target of a link whose label shows the same address is not a second one.
	const shown = counted( found );
	/** @type {Record<string, number>} */
	const seen = {};
	return found.filter( ( value ) => {
		seen[ value ] = ( seen[ value ] || 0 ) + 1;
		const twice = targets[ value ] && shown[ value ] > targets[ value ] ? targets[ value ] : 0;
		return seen[ value ] <= shown[ value ] - twice;
	} );
}

/**
 * @param {string[]} values
 * @return {Record<string, number>}
 */
function counted( values ) {
	/** @type {Record<string, number>} */
	const counts = {};
	values.forEach( ( value ) => {
		counts[ value ] = ( counts[ value ] || 0 ) + 1;
	} );
	return counts;
}

/**
 * @param {string} one
 * @param {string} other
 * @return {number} Likeness, 0 to 1; the same name or the same host counts
 */
function similarity( one, other ) {
	if ( ( one.indexOf( '@' ) >= 0 ) !== ( other.indexOf( '@' ) >= 0 ) ) {
		return 0;
	}
	const a = one.split( '@' );
	const b = other.split( '@' );
	if ( a.length > 1 && ( a[ 0 ] === b[ 0 ] || a[ 1 ] === b[ 1 ] ) ) {
		return 0.9;
	}
	// The longest common subsequence, as rapidfuzz's Indel counts it.
	let row = Array.from( other ).map( () => 0 ).concat( 0 );
	Array.from( one ).forEach( ( char ) => {
		const next = [ 0 ];
		for ( let i = 0; i < other.length; i++ ) {
			next.push( char === other[ i ] ? row[ i ] + 1 : Math.max( row[ i + 1 ], next[ i ] ) );
		}
		row = next;
	} );
	return 2 * row[ other.length ] / ( one.length + other.length );
}

/**
 * @param {PairView} view
 * @return {Defect[]}
 */
function check( view ) {
	const wanted = counted( contacts( view.source ) );
	const given = counted( contacts( view.translation ) );
	let missing = Object.keys( wanted ).filter( ( value ) => !given[ value ] );
	/** @type {Defect[]} */
	const found = [];
	Object.keys( given ).filter( ( value ) => !wanted[ value ] ).forEach( ( value ) => {
		const alike = missing.map( ( one ) => ( { value: one, score: similarity( one, value ) } ) )
			.sort( ( a, b ) => b.score - a.score )[ 0 ];
		if ( alike && alike.score >= SIMILAR ) {
			missing = missing.filter( ( one ) => one !== alike.value );
			found.push( { check: 'contact-changed', parameters: [ alike.value, value ] } );
		} else {
			found.push( { check: 'contact-foreign', parameters: [ value ] } );
		}
	} );
	missing.forEach( ( value ) => {
		found.push( { check: 'contact-missing', parameters: [ value ] } );
	} );
	Object.keys( given ).forEach( ( value ) => {
		if ( wanted[ value ] && wanted[ value ] < given[ value ] ) {
			found.push( { check: 'contact-duplicated', parameters: [ value ] } );
		}
	} );
	return found;
}

module.exports = { check: check, contacts: contacts };
