//! Forecasts against the engine itself: what is forecast must come true when everybody acts as assumed.

mod kemerovo;
mod straight;
