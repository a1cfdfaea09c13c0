'use strict';

/**
 * Definitions: what a line tells of the term above it, and terms that are readers' questions.
 * bot/detect/ownership/mentions.py.
 */

const cues = require( '../cues.js' );
const grids = require( './grids.js' );
const signs = require( '../signs.js' );
const text = require( '../text.js' );

/**
 * @typedef {import('../regions.js').Block} Block
 */

const NUMBER = 12; // characters between a line's beginning and its text
const LINK = 200; // characters from a line's beginning into its text
const LINKED_TERM = /^;[ ]{0,2}'{0,3}\[\[[^[\]\n]{1,160}\]\]/;
const ENDING = 4; // characters in which a term's last sign stands
const CALLS = /[?!？！؟]$/;
const ASKS_ON = new RegExp( '[?？؟][ \'"]{0,4}[\\p{L}\\p{N}]', 'u' ); // and goes on in the term: no answer behind a colon
const ANSWERED = /[:：=]/;
const LONG_TERM = 400; // characters of a term in which its question or its answer begins
const NEAR = 40; // blocks before and after a line in which its list's terms stand
const TWICE = 2;

/** Knows what a list of definitions is about. */
class Terms extends grids.Grids {
	/**
	 * @param {import('../view.js').View} view
	 * @param {any} tiers The tables of config/rules/tiers.yaml
	 * @param {string} pageKind
	 */
	constructor( view, tiers, pageKind ) {
		super( view, tiers, pageKind );
		/** @type {Map<number, boolean>} Which terms are people's names */
		this._people = new Map();
	}

	/**
	 * @param {Block} term
	 * @return {boolean} Whether terms around are readers' questions and complaints: `;I am Jane Holt, and my page is
	 *  gone!` `:…`
	 */
	_isAsked( term ) {
		const begins = this.view.text.slice( term.start, Math.min( term.end, term.start + LONG_TERM ) );
		if ( !this._calls( term ) && ANSWERED.test( begins ) ) {
			return false; // a term with its answer behind a colon
		}
		const others = this._terms( term ).filter( ( each ) => each.index !== term.index );
		return others.some( ( each ) => this._calls( each ) );
	}

	/**
	 * @param {Block} term
	 * @return {boolean} Whether it is a question or a shout, or holds a question: `;Can you help? I am Jane Holt, of
	 *  Hull.`
	 */
	_calls( term ) {
		const shown = this.view.text;
		const end = shown.slice( Math.max( term.start, term.end - ENDING ), term.end );
		return CALLS.test( text.rstrip( end, " '" ) ) ||
			ASKS_ON.test( shown.slice( term.start, Math.min( term.end, term.start + LONG_TERM ) ) );
	}

	/**
	 * @param {Block} block
	 * @return {Block[]} The terms of definitions around a line, in its section
	 */
	_terms( block ) {
		return this.view.layout.blocks.slice( Math.max( 0, block.index - NEAR ), block.index + NEAR )
			.filter( ( each ) => each.kind === 'term' && each.section === block.section );
	}

	/**
	 * @param {Block} block
	 * @return {boolean} Whether a definition's term is said again for another line, or terms around are names of others
	 */
	_isOfRole( block ) {
		const view = this.view;
		const found = this._terms( block );
		const terms = found.map( ( each ) => view.folded.slice( each.start, each.end ).trim() );
		if ( this._isOfArticle( block, found ) || this._isOfOne( block, found ) ) {
			return true;
		}
		if ( terms.length < TWICE || view.lexicon.labels.has( cues.fold( block.label ).trim() ) ) {
			return false;
		}
		return new Set( terms ).size < terms.length || terms.some(
			( term ) => term.indexOf( this.owner ) < 0 &&
				view.lexicon.wording.eastAsian.isName( term, view.lexicon.code )
		);
	}

	/**
	 * @param {Block} block
	 * @param {Block[]} terms
	 * @return {boolean} Whether the line's term is an article that it tells of: `;[[Jane Holt]]` `:born in Whitby`
	 */
	_isOfArticle( block, terms ) {
		const term = terms.filter( ( each ) => each.index < block.index ).pop();
		if ( term === undefined || block.label.length > LINK || cues.fold( block.label ).indexOf( this.owner ) >= 0 ||
			this._saysI( block.start, block.end ) ) {
			return false;
		}
		const page = this.view.page.wikitext;
		const start = grids.lastOf( page, '\n', Math.max( 0, term.at - NUMBER ), term.at ) + 1;
		return ( start > 0 || term.at <= NUMBER ) && LINKED_TERM.test( page.slice( start, start + LINK ) ) &&
			!this._saysWhat( block.label );
	}

	/**
	 * @param {Block} block
	 * @param {Block[]} terms
	 * @return {boolean} Whether the line's term is a name among others' names: a list of people
	 */
	_isOfOne( block, terms ) {
		return block.label.length <= LINK && this._namesAnother( block.label ) &&
			!this._saysI( block.start, block.end ) &&
			terms.filter( ( each ) => this._namesOne( each ) ).length >= TWICE;
	}

	/**
	 * @param {Block} term
	 * @return {boolean} Whether it is somebody's name; asked of each line's neighbours
	 */
	_namesOne( term ) {
		const known = this._people.get( term.index );
		if ( known !== undefined ) {
			return known;
		}
		const shown = this.view.text.slice( term.start, Math.min( term.end, term.start + LINK ) );
		const named = this._namesAnother( shown );
		this._people.set( term.index, named );
		return named;
	}

	/**
	 * @param {string} term
	 * @return {boolean} Whether it says what stands behind it: a label's or a service's word
	 */
	_saysWhat( term ) {
		const found = this.view.lexicon.signs.scan( cues.fold( term ) );
		return [ signs.Sign.LABEL, signs.Sign.CONTEXT, signs.Sign.SOCIAL, signs.Sign.MESSAGING ]
			.some( ( what ) => found[ what ].length > 0 );
	}
}

module.exports = { LINK: LINK, NUMBER: NUMBER, Terms: Terms };
