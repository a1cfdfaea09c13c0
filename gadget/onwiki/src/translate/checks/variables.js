'use strict';

/**
 * Variables that a translation loses or adds: bot/translation/checks/placeholders.py, in the browser.
 */

const text = require( './text.js' );

const VARIABLE = /\$([A-Za-z_][A-Za-z0-9_]*|[0-9]+)/g;
const MONEY = /\$\d+(?:[.,]\d|\s?(?:million|billion|bn|thousand|[mk]\b|USD|US\b|per\b|a (?:month|year|day)))/gi;
const PLURAL = /\{\{\s*PLURAL\s*:/i;

/**
 * @param {string} said
 * @return {string[]} Names in order, each once
 */
function names( said ) {
	/** @type {string[]} */
	const found = [];
	text.each( VARIABLE, said, () => true ).forEach( ( match ) => {
		if ( found.indexOf( match[ 1 ] ) < 0 ) {
			found.push( match[ 1 ] );
		}
	} );
	return found;
}

/**
 * @param {string} name
 * @param {string[]} others
 * @return {boolean} True for $300: numbered variables are counted up from 1 and seldom pass 9
 */
function isMoney( name, others ) {
	if ( !/^\d\d+$/.test( name ) ) {
		return false;
	}
	return name[ 0 ] === '0' || others.indexOf( String( Number( name ) - 1 ) ) < 0;
}

/**
 * @param {PairView} view
 * @return {string[]} The source's variables; those that the page defines, where that is known
 */
function ofSource( view ) {
	const found = names( view.source.replace( MONEY, ' ' ) );
	const defined = view.variables;
	return defined ? found.filter( ( name ) => defined.indexOf( name ) >= 0 ) :
		found.filter( ( name ) => !isMoney( name, found ) );
}

/**
 * @param {PairView} view
 * @return {Defect[]}
 */
function check( view ) {
	/** @type {Defect[]} */
	const found = [];
	let rest = text.unescape( view.translation );
	ofSource( view ).sort( ( a, b ) => b.length - a.length ).forEach( ( name ) => {
		const end = /\d$/.test( name ) ? '(?!\\d)' : '(?!_\\w)';
		const without = rest.replace( new RegExp( '\\$' + name + end, 'g' ), ' ' );
		if ( without === rest ) {
			found.push( { check: 'variable-lost', parameters: [ '$' + name ] } );
		}
		rest = without;
	} );
	const known = names( view.source );
	names( rest.replace( MONEY, ' ' ) ).forEach( ( name ) => {
		if ( known.indexOf( name ) < 0 && !isMoney( name, [] ) ) {
			found.push( { check: 'variable-added', parameters: [ '$' + name ] } );
		}
	} );
	if ( PLURAL.test( view.source ) && !PLURAL.test( view.translation ) && !view.language.noPlural ) {
		found.push( { check: 'plural-lost', parameters: [] } );
	}
	return found;
}

module.exports = { check: check };
