'use strict';

/**
 * Numbers compared by value: 300,000 = 300.000 = 30万 = ٣٠٠٬٠٠٠ = 3 lakh; two agree when they share a reading.
 * bot/translation/checks/numbers.py, in the browser.
 */

const amounts = require( './amounts.js' );

const MAYBE_WORD = 12;
const MAYBE_ADDED = 2;
/** @type {Record<string, number[]>} Years that calendars of their own count otherwise. */
const CALENDARS = {
	th: [ 543 ], lo: [ 543 ], km: [ 543, 544 ], fa: [ -621, -622 ], ps: [ -621, -622 ], ne: [ 56, 57 ]
};
const SOLAR_HIJRI = [ 'fa', 'ps', 'glk', 'mzn', 'haz' ];
const MONTH = /\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b/;
const ERAS = /令和|平成|昭和|民國|民国/;

/** @typedef {import('./amounts.js').Amount} Amount */

/**
 * @param {Amount[]} some
 * @param {number[]} values
 * @param {number[]} shifts
 * @return {Amount[]} Those that share no reading with the other text
 */
function unexplained( some, values, shifts ) {
	return some.filter( ( amount ) => {
		const known = amount.readings.some( ( value ) => values.indexOf( value ) >= 0 );
		const shifted = amount.readings.some( ( value ) => value >= 1000 &&
			shifts.some( ( shift ) => values.indexOf( value + shift ) >= 0 ) );
		const parts = amount.parts.length && amount.parts.every( ( part ) => values.indexOf( part ) >= 0 );
		return !known && !shifted && !parts;
	} );
}

/**
 * @param {Amount[]} some
 * @return {string}
 */
function list( some ) {
	return some.map( ( amount ) => amount.written )
		.filter( ( written, i, all ) => all.indexOf( written ) === i ).join( ', ' );
}

/**
 * @param {Amount} amount
 * @return {number}
 */
function least( amount ) {
	return Math.min.apply( null, amount.readings );
}

/**
 * @param {PairView} view
 * @param {ChecksData} data
 * @return {Defect[]}
 */
function check( view, data ) {
	const code = view.language.code.split( '-' )[ 0 ];
	if ( SOLAR_HIJRI.indexOf( code ) >= 0 && MONTH.test( view.source ) ) {
		return []; // a day of another calendar; the report that the bot writes can convert it
	}
	const wanted = amounts.numbers( view.source, data, view.sourceLanguage.code.split( '-' )[ 0 ] === 'en' ? '.' : '' );
	const given = amounts.numbers( view.translation, data, '' );
	if ( !wanted.digits.length && !given.digits.length ) {
		return [];
	}
	const shifts = CALENDARS[ code ] || [];
	const larger = given.scales.filter( ( value ) => wanted.scales.indexOf( value ) < 0 );
	const largest = larger.length ? Math.max.apply( null, larger ) : 0;
	const inWords = ( /** @type {number} */ value ) => largest > 0 && largest <= value && value < largest * 1000;
	let lost = unexplained( wanted.digits, given.values, shifts )
		.filter( ( amount ) => !amount.readings.some( inWords ) );
	let added = unexplained( given.digits, wanted.values, shifts.map( ( shift ) => -shift ) );
	if ( ERAS.test( view.translation ) ) {
		lost = lost.filter( ( amount ) => !amount.readings.some( ( value ) => value >= 1800 && value <= 2200 ) );
		added = added.filter( ( amount ) => least( amount ) > 99 );
	}
	if ( lost.length && added.some( ( amount ) => least( amount ) > 1 ) ) {
		return [ { check: 'number-changed', parameters: [ list( lost ), list( added ) ] } ];
	}
	/** @type {Defect[]} */
	const found = [];
	lost = lost.filter( ( amount ) => least( amount ) > MAYBE_WORD );
	added = added.filter( ( amount ) => least( amount ) > MAYBE_ADDED );
	if ( lost.length ) {
		found.push( { check: 'number-lost', parameters: [ list( lost ) ] } );
	}
	if ( added.length ) {
		found.push( { check: 'number-added', parameters: [ list( added ) ] } );
	}
	return found;
}

module.exports = { check: check };
